import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { addDetails } from './api-details.js';

const DESCRIPTION = `Chat over REST. The [realtime protocol](/docs/realtime) describes live events, [errors](/docs/errors) lists every error code,
and the documentation begins at [/docs](/docs).

A successful answer is \`{"status":"success"}\`, with \`data\` if there is any and \`meta\` for lists. A failed one is an \`ErrorView\`
with a \`code\` of a closed table. Bodies may be JSON, urlencoded forms or multipart forms. A call refuses unknown keys in its query and
in its body with \`request.invalid\`; only calls marked \`x-ignores-unknown-keys\` ignore them.`;

/** Builds the OpenAPI document from the controllers. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The `token` of login.' })
    .addApiKey({ type: 'apiKey', in: 'query', name: 't', description: 'The `mediaToken` of login.' }, 'mediaToken')
    .addSecurityRequirements('bearer')
    .build();
  return addDetails(SwaggerModule.createDocument(app, about, { operationIdFactory: nameCall }));
}

/** Serves the document at `/docs/api` for people and `/docs-json` for tools. It is built when it is first requested. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs/api', app, () => describeApi(app), { jsonDocumentUrl: 'docs-json' });
}

/** The operation id of `MessagesController.send` is `messagesSend`: unique, and readable as a method of a generated client. */
function nameCall(controller: string, method: string): string {
  const noun = controller.replace(/Controller$/, '');
  return noun.charAt(0).toLowerCase() + noun.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}
