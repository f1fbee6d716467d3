package io.shardark.cli.output;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * A new pair of key files.
 *
 * @param purpose what the pair is for
 * @param privateKey to be kept secret
 * @param publicKey to be given away
 * @param fingerprint of the public part
 */
public record KeyPairResult(Purpose purpose, Path privateKey, Path publicKey, String fingerprint) implements Result {
    /** What a pair of keys is for. */
    public enum Purpose {
        ENCRYPTION,
        SIGNING
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.GOOD;
    }

    @Override
    public List<String> text() {
        return purpose == Purpose.SIGNING
                ? List.of(
                        privateKey + "  signs backups: `signing-key` of the host that backs up",
                        publicKey + "  checks signatures: `trusted-signers` of whoever verifies or restores",
                        "  fingerprint " + fingerprint)
                : List.of(
                        privateKey + "  opens backups: keep it, and a copy of it, away from the host that backs up",
                        publicKey + "  encrypts for it: `encryption.recipients` of the host that backs up",
                        "  fingerprint " + fingerprint,
                        "Without the private key and its passphrase nobody can ever read the backups again.");
    }

    @Override
    public void members(JsonGenerator json) {
        json.writeStringProperty("command", "keygen");
        json.writeStringProperty("purpose", purpose == Purpose.SIGNING ? "signing" : "encryption");
        json.writeStringProperty("privateKey", privateKey.toString());
        json.writeStringProperty("publicKey", publicKey.toString());
        json.writeStringProperty("fingerprint", fingerprint);
    }
}
