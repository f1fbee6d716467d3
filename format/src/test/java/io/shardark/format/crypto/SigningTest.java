package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.value.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningTest {
    private static final byte[] MESSAGE = "{\"format\":\"shardark-backup\"}\n".getBytes(StandardCharsets.UTF_8);
    private static final String[] VERIFY = {
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "host.pub",
        "-rawin",
        "-in",
        "manifest.json",
        "-sigfile",
        "manifest.json.sig"
    };

    @TempDir
    Path folder;

    @Test
    void opensslVerifiesOurSignatureAndReadsOurKeys() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        Optional<Passphrase> passphrase = Optional.of(TestKeys.passphrase("correct horse"));
        SigningKeyPair pair = SigningKeyPair.generate(passphrase, new SecureRandom());
        SigningKey key = SigningKey.fromPem(pair.privateKeyPem(), passphrase, "host.key");
        byte[] signature = key.sign(MESSAGE);
        assertEquals(64, signature.length);
        openssl.write("host.pub", pair.publicKeyPem());
        openssl.write("host.key", pair.privateKeyPem());
        openssl.write("manifest.json", MESSAGE);
        openssl.write("manifest.json.sig", signature);
        assertTrue(openssl.print(VERIFY).contains("Signature Verified Successfully"));
        assertEquals(
                pair.publicKeyPem(),
                openssl.print("pkey", "-in", "host.key", "-passin", "pass:correct horse", "-pubout"));

        signature[10] ^= 1;
        openssl.write("manifest.json.sig", signature);
        assertTrue(openssl.run(VERIFY).exit() != 0);
    }

    @Test
    void ourVerificationAcceptsOpensslsSignatureAndKeys() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.succeed("genpkey", "-algorithm", "ed25519", "-out", "host.key");
        openssl.succeed("pkey", "-in", "host.key", "-pubout", "-out", "host.pub");
        openssl.write("manifest.json", MESSAGE);
        byte[] signature = openssl.succeed("pkeyutl", "-sign", "-inkey", "host.key", "-rawin", "-in", "manifest.json");
        VerificationKey key = VerificationKey.fromPem(openssl.readText("host.pub"), "host.pub");
        assertTrue(key.verifies(MESSAGE, signature));
        SigningKey signing = SigningKey.fromPem(openssl.readText("host.key"), Optional.empty(), "host.key");
        assertArrayEquals(signature, signing.sign(MESSAGE));
        byte[] der = openssl.succeed("pkey", "-pubin", "-in", "host.pub", "-outform", "DER");
        assertEquals(Sha256.of(der).hex().substring(0, 16), key.fingerprint());
        assertEquals("host.pub (" + key.fingerprint() + ")", key.toString());
    }

    @Test
    void everyFlippedBitOfMessageAndSignatureIsRefused() {
        SigningKey key = newKey("host.key");
        byte[] message = MESSAGE.clone();
        byte[] signature = key.sign(message);
        assertTrue(key.verificationKey().verifies(message, signature));
        for (byte[] part : new byte[][] {message, signature}) {
            for (int bit = 0; bit < 8 * part.length; bit++) {
                part[bit / 8] ^= (byte) (1 << (bit % 8));
                assertFalse(key.verificationKey().verifies(message, signature), "bit " + bit);
                part[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    @Test
    void everyOtherLengthOfSignatureAndMessageIsRefused() {
        SigningKey key = newKey("host.key");
        byte[] signature = key.sign(MESSAGE);
        for (int length = 0; length < 130; length++) {
            assertEquals(
                    length == 64,
                    key.verificationKey().verifies(MESSAGE, Arrays.copyOf(signature, length)),
                    "length " + length);
        }
        for (int length = 0; length < 2 * MESSAGE.length; length++) {
            assertEquals(
                    length == MESSAGE.length,
                    key.verificationKey().verifies(Arrays.copyOf(MESSAGE, length), signature),
                    "length " + length);
        }
    }

    /** RFC 8032 section 8.4: a second signature made from a known one must not verify. */
    @Test
    void signaturesAreNotMalleable() {
        SigningKey key = newKey("host.key");
        byte[] signature = key.sign(MESSAGE);
        BigInteger order = BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
        BigInteger s = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64)));
        byte[] larger = s.add(order).toByteArray();
        byte[] padded = new byte[32];
        System.arraycopy(
                larger,
                Math.max(0, larger.length - 32),
                padded,
                32 - Math.min(32, larger.length),
                Math.min(32, larger.length));
        System.arraycopy(reversed(padded), 0, signature, 32, 32);
        assertFalse(key.verificationKey().verifies(MESSAGE, signature));
    }

    @Test
    void theSignerIsFoundAmongTheTrustedOnes() {
        SigningKey one = newKey("one.key");
        SigningKey two = newKey("two.key");
        SigningKey stranger = newKey("stranger.key");
        TrustedSigners trusted = new TrustedSigners(List.of(one.verificationKey(), two.verificationKey()));
        assertEquals(Optional.of(two.verificationKey()), trusted.signerOf(MESSAGE, two.sign(MESSAGE)));
        assertEquals(Optional.of(one.verificationKey()), trusted.signerOf(MESSAGE, one.sign(MESSAGE)));
        assertEquals(Optional.empty(), trusted.signerOf(MESSAGE, stranger.sign(MESSAGE)));
        assertEquals(Optional.empty(), new TrustedSigners(List.of()).signerOf(MESSAGE, one.sign(MESSAGE)));
    }

    @Test
    void keysOfOtherKindsAreRefused() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write("ops.key", TestKeys.OPS.privateKeyPem());
        String rsaPublicKey = openssl.print("pkey", "-in", "ops.key", "-pubout");
        String ed448 = openssl.print("genpkey", "-algorithm", "ed448");
        for (String text : List.of("", rsaPublicKey, TestKeys.OPS.certificatePem(), ed448)) {
            assertThrows(ConfigurationException.class, () -> VerificationKey.fromPem(text, "x.pub"));
        }
        for (String text : List.of(TestKeys.OPS.privateKeyPem(), ed448)) {
            assertThrows(ConfigurationException.class, () -> SigningKey.fromPem(text, Optional.empty(), "x.key"));
        }
        assertThrows(
                ConfigurationException.class,
                () -> VerificationKey.fromPem(
                        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n", "x.pub"));
    }

    private static SigningKey newKey(String place) {
        String text =
                SigningKeyPair.generate(Optional.empty(), new SecureRandom()).privateKeyPem();
        return SigningKey.fromPem(text, Optional.empty(), place);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
