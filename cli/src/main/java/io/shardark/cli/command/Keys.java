package io.shardark.cli.command;

import io.shardark.format.crypto.CertificateRecipient;
import io.shardark.format.crypto.Identity;
import io.shardark.format.crypto.Passphrase;
import io.shardark.format.crypto.PrivateKeyFile;
import io.shardark.format.crypto.PrivateKeyIdentity;
import io.shardark.format.crypto.Recipient;
import io.shardark.format.crypto.SigningKey;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.crypto.VerificationKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Loads keys from the files that the user named. Passphrases are wiped as soon as a key is open. */
final class Keys {
    private final Passphrases passphrases;

    Keys(Passphrases passphrases) {
        this.passphrases = passphrases;
    }

    /** The public keys whose signatures count, under their file names. */
    TrustedSigners trustedSigners(List<Path> files) {
        return new TrustedSigners(files.stream()
                .map(file -> VerificationKey.fromPem(
                        TextFiles.pem(file), file.getFileName().toString()))
                .toList());
    }

    /** The certificates that a backup is encrypted for. */
    List<Recipient> recipients(List<Path> files) {
        return files.stream()
                .<Recipient>map(file -> CertificateRecipient.fromPem(TextFiles.pem(file), file.toString()))
                .toList();
    }

    /** The key that signs a backup. */
    SigningKey signingKey(Path file, Optional<Path> passphraseFile) {
        String pem = TextFiles.pem(file);
        return opened(file, pem, passphraseFile, passphrase -> SigningKey.fromPem(pem, passphrase, file.toString()));
    }

    /** The key that opens a backup. */
    Identity identity(Path file, Optional<Path> passphraseFile) {
        String pem = TextFiles.pem(file);
        return opened(
                file, pem, passphraseFile, passphrase -> PrivateKeyIdentity.fromPem(pem, passphrase, file.toString()));
    }

    private <T> T opened(
            Path file, String pem, Optional<Path> passphraseFile, Function<Optional<Passphrase>, T> reader) {
        if (!PrivateKeyFile.needsPassphrase(pem, file.toString())) {
            return reader.apply(Optional.empty());
        }
        try (Passphrase passphrase = passphrases.existing(file, passphraseFile)) {
            return reader.apply(Optional.of(passphrase));
        }
    }
}
