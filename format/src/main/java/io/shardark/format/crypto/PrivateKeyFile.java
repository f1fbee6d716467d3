package io.shardark.format.crypto;

import java.util.Optional;

/** Files with a private key as PEM text. */
public final class PrivateKeyFile {
    /** The label of a key in PKCS#8 that is not encrypted (RFC 7468, section 10). */
    static final String PLAIN = "PRIVATE KEY";

    /** The label of a key in PKCS#8 that is (RFC 7468, section 11). */
    static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    private PrivateKeyFile() {}

    /**
     * Whether a text holds an encrypted private key. A text that says so may yet be damaged.
     *
     * @throws io.shardark.format.error.ConfigurationException when it holds no private key at all
     */
    public static boolean needsPassphrase(String pem, String place) {
        Optional<String> type = PlainPem.type(pem);
        if (type.isPresent() && (type.get().equals(PLAIN) || type.get().equals(ENCRYPTED))) {
            return type.get().equals(ENCRYPTED);
        }
        return PrivateKeyPem.isEncrypted(pem, place);
    }
}
