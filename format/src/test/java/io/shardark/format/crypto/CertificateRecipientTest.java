package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void exactlyOneCertificateIsExpected() {
        String text = TestKeys.OPS.certificatePem();
        for (String wrong : List.of("", "x", text + text, TestKeys.OPS.privateKeyPem(), text.substring(0, 100))) {
            assertThrows(ConfigurationException.class, () -> CertificateRecipient.fromPem(wrong, "x.crt"));
        }
    }

    private String certificate(String kind, String extension) throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        String command = "req -x509 -nodes -keyout x.key -subj /CN=x -newkey " + kind
                + (extension == null ? "" : " -addext " + extension);
        return openssl.print(command.split(" "));
    }
}
