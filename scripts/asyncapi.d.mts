type Schemas = Record<string, object>;

export function describeEvents(about: {
  serverEvents: Record<string, { to: string; when: string }>;
  clientEvents: Record<string, string>;
  schemas: Schemas & { ServerEvents: { properties: Schemas } };
}): { components: { messages: Record<string, object> } };
