package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.WrongKeyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyFileTest {
    private static final String SECRET = "\u5bc6\u7801 correct horse";

    @TempDir
    Path folder;

    private OpenSsl openssl;

    @BeforeEach
    void prepareOpenSsl() throws Exception {
        openssl = new OpenSsl(folder);
        openssl.write("secret", SECRET + "\n");
    }

    @Test
    void opensslReadsOurEncryptedKeyAndItBelongsToTheCertificate() throws Exception {
        EncryptionKeyPair pair =
                EncryptionKeyPair.generate("ops", Optional.of(TestKeys.passphrase(SECRET)), new SecureRandom());
        openssl.write("ops.key", pair.privateKeyPem());
        openssl.write("ops.crt", pair.certificatePem());
        assertTrue(pair.privateKeyPem().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        assertEquals(
                openssl.print("x509", "-in", "ops.crt", "-noout", "-pubkey"),
                openssl.print("pkey", "-in", "ops.key", "-passin", "file:secret", "-pubout"));
        String structure = openssl.print("asn1parse", "-in", "ops.key");
        for (String part : List.of("PBES2", "scrypt", "aes-256-cbc")) {
            assertTrue(structure.contains(part), structure);
        }
        assertTrue(openssl.run("pkey", "-in", "ops.key", "-passin", "pass:wrong", "-noout")
                        .exit()
                != 0);
        String text = pair.privateKeyPem();
        assertTrue(PrivateKeyFile.needsPassphrase(text, "ops.key"));
        assertEquals(
                "RSA key ops.key",
                PrivateKeyIdentity.fromPem(text, Optional.of(TestKeys.passphrase(SECRET)), "ops.key")
                        .toString());
        assertWrongKey(text, Optional.of(TestKeys.passphrase("wrong")));
        assertWrongKey(text, Optional.empty());
    }

    @Test
    void theCertificateSaysWhatItIsFor() throws Exception {
        openssl.write("ops.crt", TestKeys.OPS.certificatePem());
        openssl.write("ops.key", TestKeys.OPS.privateKeyPem());
        String text = openssl.print("x509", "-in", "ops.crt", "-noout", "-text");
        for (String part : List.of(
                "Version: 3",
                "Issuer: CN = ops",
                "Subject: CN = ops",
                "Not After : Dec 31 23:59:59 9999 GMT",
                "Public-Key: (3072 bit)",
                "X509v3 Key Usage: critical\n                Key Encipherment\n",
                "sha256WithRSAEncryption")) {
            assertTrue(text.contains(part), part + " in\n" + text);
        }
        assertEquals("ops.crt: OK\n", openssl.print("verify", "-CAfile", "ops.crt", "ops.crt"));
        assertEquals(
                openssl.print("x509", "-in", "ops.crt", "-noout", "-pubkey"),
                openssl.print("pkey", "-in", "ops.key", "-pubout"));
    }

    @Test
    void namesThatNoCertificateCanHoldAreRefused() {
        for (String name : List.of("", " ", "x".repeat(65))) {
            assertThrows(
                    ConfigurationException.class,
                    () -> EncryptionKeyPair.generate(name, Optional.empty(), new SecureRandom()));
        }
    }

    @Test
    void generatedPairsDoNotShowTheirSecret() {
        assertFalse(TestKeys.OPS.toString().contains("PRIVATE"));
        assertFalse(SigningKeyPair.generate(Optional.empty(), new SecureRandom())
                .toString()
                .contains("PRIVATE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkcs8 -topk8 -in plain -nocrypt",
                "pkcs8 -topk8 -in plain -passout file:secret -scrypt",
                "pkcs8 -topk8 -in plain -passout file:secret -v2 aes-256-cbc -iter 2000",
                "pkcs8 -topk8 -in plain -passout file:secret -v2 aes-128-cbc -v2prf hmacWithSHA512 -iter 2000",
                "pkcs8 -topk8 -in plain -passout file:secret -v2 des3 -v2prf hmacWithSHA1 -iter 2000",
                "pkey -in plain -traditional",
                "pkey -in plain -traditional -aes256 -passout file:secret"
            })
    void whatOpensslWroteIsRead(String command) throws Exception {
        for (String kind : List.of("-algorithm RSA", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384")) {
            openssl.succeed(("genpkey -out plain " + kind).split(" "));
            String text = openssl.print(command.split(" "));
            PrivateKey key = PrivateKeyPem.toKey(
                    PrivateKeyPem.read(text, Optional.of(TestKeys.passphrase(SECRET)), "x.key"), "x.key");
            openssl.write("ours.der", key.getEncoded());
            assertEquals(
                    openssl.print("pkey", "-in", "plain", "-pubout"),
                    openssl.print("pkey", "-inform", "DER", "-in", "ours.der", "-pubout"));
            assertEquals(command.contains("secret"), PrivateKeyFile.needsPassphrase(text, "x.key"));
            if (command.contains("secret")) {
                assertWrongKey(text, Optional.empty());
                assertWrongKey(text, Optional.of(TestKeys.passphrase("wrong")));
            }
        }
    }

    @Test
    void ecParametersBeforeTheKeyAreNoObstacle() throws Exception {
        String text = openssl.print("ecparam", "-name", "prime256v1", "-genkey");
        assertTrue(text.contains("BEGIN EC PARAMETERS"), text);
        assertEquals(
                "EC key x.key",
                PrivateKeyIdentity.fromPem(text, Optional.empty(), "x.key").toString());
    }

    /** Of wrong passphrases, one in 256 gives a padding that looks right. */
    @Test
    void noneOfManyWrongPassphrasesIsTakenForRight() throws Exception {
        openssl.succeed("genpkey", "-algorithm", "ed25519", "-out", "plain");
        String text = openssl.print(
                "pkcs8", "-topk8", "-in", "plain", "-passout", "file:secret", "-v2", "aes-256-cbc", "-iter", "1");
        for (int i = 0; i < 2000; i++) {
            assertWrongKey(text, Optional.of(TestKeys.passphrase("wrong" + i)));
        }
    }

    @Test
    void anythingElseIsNoPrivateKey() throws Exception {
        String key = TestKeys.OPS.privateKeyPem();
        for (String text : List.of(
                "",
                "hello",
                TestKeys.OPS.certificatePem(),
                key + key,
                key.substring(0, 200),
                key.substring(0, key.length() - 40),
                key.replaceAll("(?m)^M", "!"),
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n")) {
            assertThrows(
                    ConfigurationException.class,
                    () -> PrivateKeyIdentity.fromPem(text, Optional.of(TestKeys.passphrase("x")), "x.key"),
                    text);
        }
    }

    @Test
    void aSigningKeyCannotDecrypt() {
        String text =
                SigningKeyPair.generate(Optional.empty(), new SecureRandom()).privateKeyPem();
        ConfigurationException refusal = assertThrows(
                ConfigurationException.class, () -> PrivateKeyIdentity.fromPem(text, Optional.empty(), "sign.key"));
        assertTrue(refusal.getMessage().contains("sign.key"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "1048576, 8, 1, false",
        "2097152, 8, 1, true",
        "1048576, 16, 1, true",
        "16384, 8, 17, true",
        "2, 2147483647, 1, true",
        "0, 8, 1, true",
        "-16384, 8, 1, true",
        "16384, 0, 1, true",
        "16384, 8, 0, true"
    })
    void scryptCostIsLimitedBeforeItIsSpent(int cost, int blockSize, int parallelization, boolean refused)
            throws Exception {
        AlgorithmIdentifier function = new AlgorithmIdentifier(
                MiscObjectIdentifiers.id_scrypt, new ScryptParams(new byte[16], cost, blockSize, parallelization));
        if (refused) {
            assertUnaffordable(function);
        } else {
            KeyDerivationLimits.check(function);
        }
    }

    @Test
    void pbkdf2CostIsLimitedBeforeItIsSpent() {
        for (int iterations : new int[] {10_000_001, Integer.MAX_VALUE, 0, -1}) {
            assertUnaffordable(new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[16], iterations)));
        }
    }

    private static void assertUnaffordable(AlgorithmIdentifier function) {
        PBES2Parameters parameters = new PBES2Parameters(
                new KeyDerivationFunc(function.getAlgorithm(), function.getParameters()),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> {
            byte[] der = new EncryptedPrivateKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), new byte[48])
                    .getEncoded();
            String text = Pem.write("ENCRYPTED PRIVATE KEY", der);
            PrivateKeyPem.read(text, Optional.of(TestKeys.passphrase("x")), "x.key");
        });
        assertTrue(refusal.getMessage().contains("not supported"), refusal.getMessage());
    }

    @Test
    void alteredFilesEndInOurOwnExceptions() throws Exception {
        openssl.succeed("genpkey", "-algorithm", "ed25519", "-out", "plain");
        String text = openssl.print(
                "pkcs8", "-topk8", "-in", "plain", "-passout", "file:secret", "-v2", "aes-256-cbc", "-iter", "1");
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] altered = bytes.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                SigningKey.fromPem(
                        new String(altered, StandardCharsets.ISO_8859_1),
                        Optional.of(TestKeys.passphrase(SECRET)),
                        "x.key");
            } catch (ShardarkException expected) {
                assertTrue(expected.getMessage().startsWith("x.key"), expected.getMessage());
            }
        }
    }

    private static void assertWrongKey(String text, Optional<Passphrase> passphrase) {
        WrongKeyException refusal =
                assertThrows(WrongKeyException.class, () -> PrivateKeyPem.read(text, passphrase, "x.key"));
        assertTrue(refusal.getMessage().startsWith("x.key: "), refusal.getMessage());
    }
}
