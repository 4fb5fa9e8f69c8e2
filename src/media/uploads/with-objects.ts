/** What has to be read with an upload to show it. */
export const WITH_OBJECTS = { content: { objects: true } } as const;
