package io.shardark.format.crypto;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Bouncy Castle's provider for keys and small files. It is handed to each builder and never registered, so that the
 * rest of the process, bulk encryption above all, stays with the JDK's much faster providers.
 */
final class BouncyCastle {
    static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}
}
