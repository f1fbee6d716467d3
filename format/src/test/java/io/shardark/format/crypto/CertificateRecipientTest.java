package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateRecipientTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "rsa:1024, , too small",
        "ed25519, , expected RSA or EC",
        "rsa:2048, keyUsage=digitalSignature, keyEncipherment",
        "rsa:2048, keyUsage=keyAgreement, keyEncipherment"
    })
    void keysThatCannotReceiveAreRefused(String kind, String extension, String reason) throws Exception {
        ConfigurationException refusal = assertThrows(
                ConfigurationException.class,
                () -> CertificateRecipient.fromPem(certificate(kind, extension), "x.crt"));
        assertTrue(refusal.getMessage().startsWith("x.crt: "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }

    @Test
    void subjectAndSerialAreItsText() throws Exception {
        String text = certificate("rsa:2048", "keyUsage=keyEncipherment");
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write("x.crt", text);
        String serial =
                openssl.print("x509", "-in", "x.crt", "-noout", "-serial").strip();
        String expected = "CN=x serial "
                + serial.substring("serial=".length()).replaceFirst("^0+", "").toLowerCase(Locale.ROOT);
        assertEquals(expected, CertificateRecipient.fromPem(text, "x.crt").toString());
    }

    /** The JDK reads the first. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa:2048",
                "ec -pkeyopt ec_paramgen_curve:P-384",
                "ec -pkeyopt ec_paramgen_curve:secp256k1",
                "ec -pkeyopt ec_paramgen_curve:brainpoolP256r1"
            })
    void allUsualKeysReceive(String kind) throws Exception {
        String text = certificate(kind, null);
        CertificateRecipient recipient = CertificateRecipient.fromPem(text, "x.crt");
        String reader = recipient.certificate().getClass().getName();
        assertEquals(kind.startsWith("rsa"), reader.startsWith("sun."), reader);
        assertEquals(kind.startsWith("rsa"), recipient.provider().isEmpty(), "the JDK takes what it has read");
        // What precedes the block is for people, and is read by another library.
        CertificateRecipient readOtherwise = CertificateRecipient.fromPem("subject=x\n" + text, "x.crt");
        assertEquals(recipient.certificate(), readOtherwise.certificate());
        assertTrue(readOtherwise.provider().isPresent());
        for (CertificateRecipient each : List.of(recipient, readOtherwise)) {
            requireOpenSslToOpen(each);
        }
    }

    private void requireOpenSslToOpen(CertificateRecipient recipient) throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        BackupKey key = BackupKey.generate(new SecureRandom());
        openssl.write("keys.p7m", KeysFile.wrap(key, List.of(recipient)));
        assertEquals(
                new String(key.hexadecimal(), StandardCharsets.US_ASCII),
                openssl.print("cms", "-decrypt", "-inform", "DER", "-in", "keys.p7m", "-inkey", "x.key"));
    }

    /** Nobody else would notice before a backup's key is to be encrypted. */
    @Test
    void aModulusThatIsNoneIsRefused() throws Exception {
        X509Certificate certificate = CertificateRecipient.fromPem(certificate("rsa:2048", null), "x.crt")
                .certificate();
        String modulus =
                ((RSAPublicKey) certificate.getPublicKey()).getModulus().toString(16);
        String damaged = modulus.substring(0, modulus.length() - 1) + "0";
        byte[] der = HexFormat.of()
                .parseHex(HexFormat.of().formatHex(certificate.getEncoded()).replace(modulus, damaged));
        for (String before : List.of("", "a comment\n")) {
            ConfigurationException refusal = assertThrows(
                    ConfigurationException.class,
                    () -> CertificateRecipient.fromPem(before + Pem.write("CERTIFICATE", der), "x.crt"));
            assertEquals("x.crt: cannot be read as one X.509 certificate", refusal.getMessage());
        }
    }

    @Test
    void exactlyOneCertificateIsExpected() {
        String text = TestKeys.OPS.certificatePem();
        for (String wrong : List.of("", "x", text + text, TestKeys.OPS.privateKeyPem(), text.substring(0, 100))) {
            assertThrows(ConfigurationException.class, () -> CertificateRecipient.fromPem(wrong, "x.crt"));
        }
    }

    private String certificate(String kind, @Nullable String extension) throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        String command = "req -x509 -nodes -keyout x.key -subj /CN=x -newkey " + kind
                + (extension == null ? "" : " -addext " + extension);
        return openssl.print(command.split(" "));
    }
}
