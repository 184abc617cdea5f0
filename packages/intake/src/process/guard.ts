import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * Loaded first into every parser's process and its threads: whatever a library or a file asks for, no connection is
 * opened and no name looked up. The process runs besides under Node's permission model, without the right to write files
 * or start programs.
 */

function refuse(): never {
  throw new Error('intake opens no network connection');
}

/** Every function of a module or a class that asks a name server. */
function refuseLookups(of: object): void {
  for (const name of Object.getOwnPropertyNames(of)) {
    if (/^(?:lookup|resolve|reverse)/.test(name)) Object.defineProperty(of, name, { value: refuse });
  }
}

net.Socket.prototype.connect = refuse;
net.Server.prototype.listen = refuse;
dgram.createSocket = refuse;
dgram.Socket.prototype.bind = refuse;
dgram.Socket.prototype.send = refuse;
refuseLookups(dns);
refuseLookups(dns.promises);
refuseLookups(dns.Resolver.prototype);
refuseLookups(dns.promises.Resolver.prototype);
globalThis.fetch = refuse;
syncBuiltinESMExports();
