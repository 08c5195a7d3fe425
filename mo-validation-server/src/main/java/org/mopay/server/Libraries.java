package org.mopay.server;

import org.mopay.core.crypto.CryptoProvider;
import org.mopay.server.crypto.NativeCryptoProvider;
import org.mopay.server.http.HttpServer;

import java.util.concurrent.CompletableFuture;

/**
 * Loads the native libraries, which takes a third of a start, while the ledger is opened. To close it
 * waits for them, so that a start that fails does not end the process in the middle of unpacking one.
 */
final class Libraries implements AutoCloseable {
    private final CompletableFuture<CryptoProvider> cryptography;
    private final CompletableFuture<Void> http;

    private Libraries(
            CompletableFuture<CryptoProvider> cryptography, CompletableFuture<Void> http) {
        this.cryptography = cryptography;
        this.http = http;
    }

    /**
     * Starts to load.
     *
     * @param nativeCryptography whether Bouncy Castle is to have help
     */
    static Libraries load(boolean nativeCryptography) {
        return new Libraries(
                CompletableFuture.supplyAsync(() -> nativeCryptography
                        ? NativeCryptoProvider.find(Libraries.class.getClassLoader())
                        : CryptoProvider.bouncyCastle()),
                CompletableFuture.runAsync(HttpServer::loadLibraries));
    }

    /** The provider, when it is loaded. */
    CryptoProvider cryptography() {
        return cryptography.join();
    }

    @Override
    public void close() {
        CompletableFuture.allOf(cryptography, http)
                .exceptionally(failed -> null)
                .join();
    }
}
