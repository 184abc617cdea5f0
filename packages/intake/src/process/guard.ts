import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/**
 * Loaded first into every parser's process and its threads: whatever a library or a file asks for, no connection is
 * opened. The process runs besides under Node's permission model, without the right to write files or start programs.
 */

function refuse(): never {
  throw new Error('intake opens no network connection');
}

net.Socket.prototype.connect = refuse;
net.Server.prototype.listen = refuse;
dgram.createSocket = refuse;
dns.lookup = Object.assign(refuse, { __promisify__: refuse });
globalThis.fetch = refuse;
