import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { addDetails } from './api-details.js';

const DESCRIPTION = `Chat over REST. Live events are in the [realtime protocol](/docs/realtime), every code of an error under [errors](/docs/errors);
how to begin, and all else there is to read, is at [/docs](/docs).

Success is \`{"status":"success"}\`, with \`data\` where there is any and \`meta\` beside a list; failure is an \`ErrorView\`,
whose \`code\` is one of a closed table. Bodies may be JSON or either kind of form. A call refuses keys that it does not know with
\`request.invalid\`, in its query and in its body; only those marked \`x-ignores-unknown-keys\` ignore them.`;

/** The OpenAPI document, made from the controllers as they are. */
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

/** `/docs/api` to read and try, `/docs-json` for machines; made when first asked for. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs/api', app, () => describeApi(app), { jsonDocumentUrl: 'docs-json' });
}

/** `MessagesController.send` is `messagesSend`: unique, and readable as a method of a generated client. */
function nameCall(controller: string, method: string): string {
  const noun = controller.replace(/Controller$/, '');
  return noun.charAt(0).toLowerCase() + noun.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}
