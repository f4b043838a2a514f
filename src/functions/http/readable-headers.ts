/** The worker's own module, as far as we use it. https://github.com/Azure/azure-functions-nodejs-worker */
interface Core {
  getProgrammingModel?(): ProgrammingModel | undefined;
}
interface ProgrammingModel {
  getInvocationModel(context: CoreContext): unknown;
}
interface CoreContext {
  request?: { inputData?: readonly { data?: { http?: HttpData | null } | null }[] | null };
}
interface HttpData {
  headers?: Record<string, string> | null;
  nullableHeaders?: Record<string, { value?: string | null }> | null;
}

/** What the `Headers` of the web platform refuse: they hold bytes. */
const NO_BYTE = /[^\t\x20-\x7e\x80-\xff]/g;
/** Neither ASCII nor anything a header of ours may hold: whoever reads such a header refuses it. */
const UNREADABLE = '\u00bf';

/**
 * The host reads headers as UTF-8, and the SDK builds `Headers` of them before it calls us: one letter beyond Latin-1, in
 * whatever header, and the caller gets an empty 500. Here such a letter becomes one that is only unknown.
 * Called once every function is registered, since the SDK takes its place with the first of them.
 */
export function keepHeadersReadable(core: Core | undefined = coreOfWorker()): void {
  const model = core?.getProgrammingModel?.();
  if (model === undefined) return;
  const build = model.getInvocationModel.bind(model);
  model.getInvocationModel = (context) => {
    for (const { data } of context.request?.inputData ?? []) if (data?.http) clean(data.http);
    return build(context);
  };
}

function clean({ headers, nullableHeaders }: HttpData): void {
  const readable = (text: string): string => text.replace(NO_BYTE, UNREADABLE);
  for (const [name, value] of Object.entries(headers ?? {})) (headers ?? {})[name] = readable(value);
  for (const one of Object.values(nullableHeaders ?? {})) if (one.value) one.value = readable(one.value);
}

/** No package of this name exists: the worker answers for it. Elsewhere, as where the app is only loaded, there is none. */
function coreOfWorker(): Core | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would fail where there is no worker
    return require('@azure/functions-core') as Core;
  } catch {
    return undefined;
  }
}
