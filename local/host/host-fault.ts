/** Something the person who starts the host must put right. Its message is one line; it needs no stack. */
export class HostFault extends Error {}
