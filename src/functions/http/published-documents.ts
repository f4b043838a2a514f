import { openApiDocument } from '../../api/documents/openapi';
import { swaggerDocument } from '../../api/documents/swagger';
import { ROUTES } from '../../api/route-table';
import { getOpenApi, getSwagger } from '../../api/routes/service';
import type { Services } from '../../composition/services';
import { serve, type Arrival } from './serve';

/** `GET /openapi.json` and `/swagger.json`: this interface in the words of machines, at its public address, else where it was asked. */
export function registerPublishedDocuments(services: Services): void {
  const originOf = ({ request }: Arrival): string => new URL(services.publicUrl ?? request.url).origin;
  serve(services, getOpenApi, async (call) => ({ jsonBody: openApiDocument(ROUTES, originOf(call)) }));
  serve(services, getSwagger, async (call) => ({ jsonBody: swaggerDocument(ROUTES, originOf(call)) }));
}
