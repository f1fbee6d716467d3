package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.WrongKeyException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysFileTest {
    /** Not ASCII, as a passphrase may be. */
    private static final String SECRET = "\u5bc6\u7801 correct horse";

    private final BackupKey key = BackupKey.generate(new SecureRandom());

    @TempDir
    Path folder;

    private OpenSsl openssl;

    @BeforeEach
    void prepareOpenSsl() {
        openssl = new OpenSsl(folder);
    }

    @Test
    void everyRecipientOpensIt() throws Exception {
        makeEcPair("prime256v1");
        byte[] file = KeysFile.wrap(
                key,
                List.of(
                        TestKeys.recipient(TestKeys.OPS),
                        TestKeys.recipient(TestKeys.ESCROW),
                        CertificateRecipient.fromPem(openssl.readText("ec.crt"), "ec.crt"),
                        new PassphraseRecipient(TestKeys.passphrase(SECRET))));
        for (Identity identity : List.of(
                TestKeys.identity(TestKeys.OPS),
                TestKeys.identity(TestKeys.ESCROW),
                PrivateKeyIdentity.fromPem(openssl.readText("ec.key"), Optional.empty(), "ec.key"),
                new PassphraseIdentity(TestKeys.passphrase(SECRET)))) {
            assertEquals(key, KeysFile.open(file, identity, key.keyCheck()));
        }
        assertArrayEquals(file, ContentInfo.getInstance(file).getEncoded(ASN1Encoding.DER));
    }

    @Test
    void opensslOpensItWithAnRsaKey() throws Exception {
        openssl.write("keys.p7m", KeysFile.wrap(key, List.of(TestKeys.recipient(TestKeys.OPS))));
        openssl.write("ops.key", TestKeys.OPS.privateKeyPem());
        assertEquals(
                hexadecimal(),
                openssl.print("cms", "-decrypt", "-inform", "DER", "-in", "keys.p7m", "-inkey", "ops.key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prime256v1", "secp384r1", "secp521r1", "brainpoolP256r1"})
    void opensslOpensItWithAnEcKey(String curve) throws Exception {
        makeEcPair(curve);
        byte[] file = KeysFile.wrap(key, List.of(CertificateRecipient.fromPem(openssl.readText("ec.crt"), "ec.crt")));
        openssl.write("keys.p7m", file);
        assertEquals(
                hexadecimal(),
                openssl.print(
                        "cms",
                        "-decrypt",
                        "-inform",
                        "DER",
                        "-in",
                        "keys.p7m",
                        "-inkey",
                        "ec.key",
                        "-recip",
                        "ec.crt"));
        Identity identity = PrivateKeyIdentity.fromPem(openssl.readText("ec.key"), Optional.empty(), "ec.key");
        assertEquals(key, KeysFile.open(file, identity, key.keyCheck()));
    }

    @Test
    void opensslOpensItWithAnEcKeyAlone() throws Exception {
        makeEcPair("prime256v1");
        openssl.write(
                "keys.p7m",
                KeysFile.wrap(
                        key,
                        List.of(
                                TestKeys.recipient(TestKeys.OPS),
                                CertificateRecipient.fromPem(openssl.readText("ec.crt"), "ec.crt"))));
        assertEquals(
                hexadecimal(),
                openssl.print("cms", "-decrypt", "-inform", "DER", "-in", "keys.p7m", "-inkey", "ec.key"));
    }

    @Test
    void opensslOpensItWithAPassphrase() throws Exception {
        openssl.write(
                "keys.p7m",
                KeysFile.wrap(
                        key,
                        List.of(
                                TestKeys.recipient(TestKeys.OPS),
                                new PassphraseRecipient(TestKeys.passphrase("correct horse")))));
        assertEquals(
                hexadecimal(),
                openssl.print(
                        "cms", "-decrypt", "-inform", "DER", "-in", "keys.p7m", "-pwri_password", "correct horse"));
    }

    @Test
    void whatOpensslWrappedIsOpened() throws Exception {
        openssl.write("ops.crt", TestKeys.OPS.certificatePem());
        openssl.write("key", key.hexadecimal());
        openssl.succeed(
                "cms",
                "-encrypt",
                "-binary",
                "-aes-256-cbc",
                "-in",
                "key",
                "-outform",
                "DER",
                "-out",
                "keys.p7m",
                "-recip",
                "ops.crt",
                "-keyopt",
                "rsa_padding_mode:oaep",
                "-keyopt",
                "rsa_oaep_md:sha256",
                "-keyopt",
                "rsa_mgf1_md:sha256");
        assertEquals(key, KeysFile.open(openssl.read("keys.p7m"), TestKeys.identity(TestKeys.OPS), key.keyCheck()));
    }

    @Test
    void whatOpensslWrappedInAnotherWayIsRefused() throws Exception {
        openssl.write("ops.crt", TestKeys.OPS.certificatePem());
        openssl.write("key", key.hexadecimal());
        openssl.succeed(
                "cms",
                "-encrypt",
                "-binary",
                "-aes-256-cbc",
                "-in",
                "key",
                "-outform",
                "DER",
                "-out",
                "pkcs1.p7m",
                "ops.crt");
        openssl.succeed(
                "cms",
                "-encrypt",
                "-binary",
                "-aes-128-cbc",
                "-in",
                "key",
                "-outform",
                "DER",
                "-out",
                "aes128.p7m",
                "-recip",
                "ops.crt",
                "-keyopt",
                "rsa_padding_mode:oaep",
                "-keyopt",
                "rsa_oaep_md:sha256");
        for (String name : List.of("pkcs1.p7m", "aes128.p7m")) {
            byte[] file = openssl.read(name);
            DamagedException refusal = assertThrows(DamagedException.class, () -> openAsOps(file), name);
            assertTrue(refusal.getMessage().contains("expected"), refusal.getMessage());
        }
    }

    @Test
    void aStrangersKeyIsToldWhoTheRecipientsAre() throws Exception {
        makeEcPair("prime256v1");
        byte[] file = KeysFile.wrap(
                key,
                List.of(
                        TestKeys.recipient(TestKeys.OPS),
                        CertificateRecipient.fromPem(openssl.readText("ec.crt"), "ec.crt"),
                        new PassphraseRecipient(TestKeys.passphrase(SECRET))));
        openssl.succeed("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "stranger.key");
        for (Identity stranger : List.of(
                TestKeys.identity(TestKeys.ESCROW),
                PrivateKeyIdentity.fromPem(openssl.readText("stranger.key"), Optional.empty(), "stranger.key"),
                new PassphraseIdentity(TestKeys.passphrase("wrong")))) {
            WrongKeyException refusal =
                    assertThrows(WrongKeyException.class, () -> KeysFile.open(file, stranger, key.keyCheck()));
            String serial = new BigInteger(
                            openssl.print("x509", "-in", "ec.crt", "-noout", "-serial")
                                    .strip()
                                    .substring(7),
                            16)
                    .toString(16);
            for (String part : List.of(
                    "none of its 3 recipients",
                    "RSA certificate issued by CN=ops, serial ",
                    "EC certificate",
                    serial,
                    "a passphrase")) {
                assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
            }
            assertTrue(refusal.getMessage().startsWith("keys.p7m: the " + stranger + " is"), refusal.getMessage());
            assertFalse(refusal.getMessage().contains("wrong"), refusal.getMessage());
        }
    }

    @Test
    void aReplacedFileIsNotAccepted() {
        BackupKey forged = BackupKey.generate(new SecureRandom());
        byte[] file = KeysFile.wrap(forged, List.of(TestKeys.recipient(TestKeys.OPS)));
        DamagedException refusal = assertThrows(DamagedException.class, () -> openAsOps(file));
        assertTrue(refusal.getMessage().contains("another key"), refusal.getMessage());
    }

    @Test
    void contentThatIsNoKeyIsDamage() throws Exception {
        openssl.write("ops.crt", TestKeys.OPS.certificatePem());
        for (String content :
                List.of("", "0", hexadecimal() + "\n", hexadecimal().substring(1) + "g")) {
            openssl.write("key", content);
            openssl.succeed(
                    "cms",
                    "-encrypt",
                    "-binary",
                    "-aes-256-cbc",
                    "-in",
                    "key",
                    "-outform",
                    "DER",
                    "-out",
                    "keys.p7m",
                    "-recip",
                    "ops.crt",
                    "-keyopt",
                    "rsa_padding_mode:oaep",
                    "-keyopt",
                    "rsa_oaep_md:sha256");
            byte[] file = openssl.read("keys.p7m");
            assertThrows(DamagedException.class, () -> openAsOps(file));
        }
    }

    @Test
    void withoutRecipientsNothingIsWrapped() {
        assertThrows(ConfigurationException.class, () -> KeysFile.wrap(key, List.of()));
    }

    private BackupKey openAsOps(byte[] file) {
        return KeysFile.open(file, TestKeys.identity(TestKeys.OPS), key.keyCheck());
    }

    private void makeEcPair(String curve) throws Exception {
        openssl.succeed(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:" + curve,
                "-nodes",
                "-keyout",
                "ec.key",
                "-out",
                "ec.crt",
                "-subj",
                "/O=Shop/CN=vault",
                "-days",
                "1");
    }

    private String hexadecimal() {
        return new String(key.hexadecimal(), StandardCharsets.US_ASCII);
    }
}
