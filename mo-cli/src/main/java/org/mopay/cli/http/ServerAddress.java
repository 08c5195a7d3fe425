package org.mopay.cli.http;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.Wire;
import org.mopay.proto.v1.Activation;

import java.net.URI;

/**
 * Where a validation server is, and by what it is known.
 *
 * @param tlsPin SHA-256 of its certificate's SubjectPublicKeyInfo
 */
public record ServerAddress(String host, int port, Bytes tlsPin) {

    /** The address an activation link names. */
    public static ServerAddress of(Activation activation) {
        return new ServerAddress(
                activation.getHost(), activation.getPort(), Wire.bytes(activation.getTlsPin()));
    }

    URI uri(String path) {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create("https://" + name + ":" + port + path);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
