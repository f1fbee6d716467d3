package io.shardark.cli.command;

import io.shardark.cli.output.KeyPairResult;
import io.shardark.cli.output.Result;
import io.shardark.format.crypto.EncryptionKeyPair;
import io.shardark.format.crypto.Passphrase;
import io.shardark.format.crypto.SigningKeyPair;
import io.shardark.format.crypto.VerificationKey;
import io.shardark.format.value.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a pair of keys. */
@CommandLine.Command(
        name = "keygen",
        description = "Makes a pair of keys: for encryption, or with --signing for signatures.")
final class KeygenCommand implements Command {
    private final Passphrases passphrases;

    @Option(names = "--signing", description = "Make a pair for signing: NAME.key and NAME.pub (Ed25519).")
    private boolean signing;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder to write to, made if missing (default: the current one).")
    private Path folder = Path.of(".");

    @ArgGroup
    private Protection protection = new Protection();

    @Parameters(paramLabel = "NAME", description = "The beginning of the names of both files.")
    private String name = "";

    KeygenCommand(Passphrases passphrases) {
        this.passphrases = passphrases;
    }

    /** How the private key is protected in its file. */
    static final class Protection {
        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                description = "A file whose first line is the passphrase of the new key.")
        private Optional<Path> passphraseFile = Optional.empty();

        @Option(names = "--no-passphrase", description = "Do not encrypt the private key.")
        private boolean none;
    }

    @Override
    public Result run() {
        KeyFilePair files = KeyFilePair.named(folder, name, signing ? ".pub" : ".crt");
        files.refuseExisting();
        Optional<Passphrase> passphrase = protection.none
                ? Optional.empty()
                : Optional.of(passphrases.chosen(files.privateKey(), protection.passphraseFile));
        try {
            return signing ? makeSigningPair(files, passphrase) : makeEncryptionPair(files, passphrase);
        } finally {
            passphrase.ifPresent(Passphrase::close);
        }
    }

    private static Result makeSigningPair(KeyFilePair files, Optional<Passphrase> passphrase) {
        SigningKeyPair pair = SigningKeyPair.generate(passphrase, new SecureRandom());
        files.write(pair.privateKeyPem(), pair.publicKeyPem());
        String fingerprint = VerificationKey.fromPem(
                        pair.publicKeyPem(), files.publicKey().toString())
                .fingerprint();
        return new KeyPairResult(KeyPairResult.Purpose.SIGNING, files.privateKey(), files.publicKey(), fingerprint);
    }

    private Result makeEncryptionPair(KeyFilePair files, Optional<Passphrase> passphrase) {
        EncryptionKeyPair pair = EncryptionKeyPair.generate(name, passphrase, new SecureRandom());
        files.write(pair.privateKeyPem(), pair.certificatePem());
        return new KeyPairResult(
                KeyPairResult.Purpose.ENCRYPTION,
                files.privateKey(),
                files.publicKey(),
                fingerprint(pair.certificatePem()));
    }

    /** As {@code openssl x509 -noout -fingerprint -sha256} shows it, without colons. */
    private static String fingerprint(String certificatePem) {
        try {
            ByteArrayInputStream pem = new ByteArrayInputStream(certificatePem.getBytes(StandardCharsets.US_ASCII));
            return Sha256.of(CertificateFactory.getInstance("X.509")
                            .generateCertificate(pem)
                            .getEncoded())
                    .hex();
        } catch (CertificateException e) {
            throw new IllegalStateException("the certificate was made a moment ago", e);
        }
    }
}
