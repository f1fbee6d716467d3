package io.shardark.cli.configuration;

import io.shardark.cli.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code encryption}, {@code signing-key} and {@code trusted-signers}. Files must exist when they will be used.
 */
final class KeysSection {
    private static final String ENCRYPTION = "\"encryption: { recipients: [FILE.crt, ...] }\" or \"encryption: none\"";
    private static final String CERTIFICATE = "a certificate as `shardark keygen NAME` makes it (NAME.crt)";
    private static final String SIGNING_KEY = "a key as `shardark keygen --signing NAME` makes it (NAME.key)";
    private static final String SIGNER = "a public key as `shardark keygen --signing NAME` makes it (NAME.pub)";

    private KeysSection() {}

    static EncryptionChoice encryption(Section root, Purpose purpose) {
        Optional<Value> value =
                purpose.needsEncryption() ? root.required("encryption", ENCRYPTION) : root.optional("encryption");
        return value.map(encryption -> read(encryption, purpose)).orElseGet(EncryptionChoice.Unsaid::new);
    }

    private static EncryptionChoice read(Value value, Purpose purpose) {
        if (value.node() instanceof YamlScalar scalar) {
            if (!scalar.text().equals("none")) {
                value.problem("found " + value.node().kind() + ", expected " + ENCRYPTION);
            }
            return new EncryptionChoice.None();
        }
        Section section = value.section(List.of("recipients"));
        List<Path> certificates = section
                .required("recipients", "a list of certificates")
                .map(recipients -> recipients.items("a list of certificates"))
                .orElse(List.of())
                .stream()
                .map(item -> purpose.needsEncryption() ? item.file(CERTIFICATE) : item.path(CERTIFICATE))
                .toList();
        return new EncryptionChoice.Recipients(certificates);
    }

    static Optional<Path> signingKey(Section root, Purpose purpose) {
        return root.optional("signing-key")
                .map(value -> purpose == Purpose.BACKUP ? value.file(SIGNING_KEY) : value.path(SIGNING_KEY));
    }

    static List<Path> trustedSigners(Section root, Purpose purpose) {
        boolean used = purpose == Purpose.REPOSITORY || purpose == Purpose.REPOSITORY_AND_DATABASES;
        return root
                .optional("trusted-signers")
                .map(value -> value.items("a list of public keys"))
                .orElse(List.of())
                .stream()
                .map(item -> used ? item.file(SIGNER) : item.path(SIGNER))
                .toList();
    }
}
