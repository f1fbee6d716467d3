package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** The text form of keys and certificates (RFC 7468). */
final class Pem {
    private Pem() {}

    static String write(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory does not fail", impossible);
        }
        return text.toString();
    }

    /**
     * Everything in a text, as the structures of Bouncy Castle's {@link PEMParser}.
     *
     * @param expected what should be there, for the message
     */
    static List<Object> read(String text, String place, String expected) {
        List<Object> objects = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                objects.add(object);
            }
        } catch (IOException | RuntimeException e) {
            throw unexpected(place, expected, e);
        }
        if (objects.isEmpty()) {
            throw new ConfigurationException(place + ": no PEM text found, expected " + expected);
        }
        return objects;
    }

    /** The one object of a type; anything else in the text is a mistake that is better asked about. */
    static <T> T single(String text, Class<T> type, String place, String expected) {
        List<Object> objects = read(text, place, expected);
        if (objects.size() != 1 || !type.isInstance(objects.get(0))) {
            throw new ConfigurationException(
                    place + ": holds " + objects.size() + " PEM block" + (objects.size() == 1 ? "" : "s")
                            + (objects.size() == 1 ? " of another kind" : "") + ", expected " + expected);
        }
        return type.cast(objects.get(0));
    }

    /** The certificate that is all of a text. */
    static X509Certificate certificate(String text, String place, String expected) throws CertificateException {
        return new JcaX509CertificateConverter()
                .setProvider(BouncyCastle.PROVIDER)
                .getCertificate(single(text, X509CertificateHolder.class, place, expected));
    }

    static ConfigurationException unexpected(String place, String expected, Throwable cause) {
        return new ConfigurationException(place + ": cannot be read as " + expected, "", cause);
    }
}
