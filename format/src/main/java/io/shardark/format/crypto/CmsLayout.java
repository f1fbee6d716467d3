package io.shardark.format.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.KEKIdentifier;
import org.bouncycastle.asn1.cms.KEKRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Where everything is in the one permitted DER encoding of an AuthEnvelopedData (RFC 5083) whose content has a given
 * length. Only four fields vary: key identifier, wrapped key, nonce and tag, all of fixed length. So an envelope is
 * written straight into its place, and is checked by comparing its head with the only right one; no parser ever sees
 * bytes that may be hostile, whose nesting or lengths could exhaust stack or memory.
 *
 * <pre>
 * head     ContentInfo { authEnvelopedData, AuthEnvelopedData { 0, { KEKRecipientInfo },
 *              { id-data, AES-256-GCM, [0] IMPLICIT OCTET STRING
 * content  encrypted bytes
 * trailer  } OCTET STRING tag } }
 * </pre>
 */
final class CmsLayout {
    static final int KEY_IDENTIFIER_LENGTH = 25;
    static final int WRAPPED_KEY_LENGTH = BackupKey.LENGTH + 8;
    /** Tag and length of an OCTET STRING of {@link AesGcm#TAG_LENGTH} bytes. */
    private static final byte[] TAG_HEADER = {BERTags.OCTET_STRING, AesGcm.TAG_LENGTH};

    /** An array holds little more than the content, so its length must stay below 2^31 with all that is around it. */
    static final int MAXIMUM_CONTENT = Integer.MAX_VALUE - 1024;

    private static final int SEQUENCE = BERTags.CONSTRUCTED | BERTags.SEQUENCE;
    private static final int EXPLICIT_0 = BERTags.CONTEXT_SPECIFIC | BERTags.CONSTRUCTED;
    private static final int IMPLICIT_0 = BERTags.CONTEXT_SPECIFIC;

    private static final byte[] AUTH_ENVELOPED_DATA = der(CMSObjectIdentifiers.authEnvelopedData);
    private static final byte[] VERSION = der(new ASN1Integer(0));
    private static final byte[] DATA = der(CMSObjectIdentifiers.data);
    private static final AlgorithmIdentifier KEY_WRAP = new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);
    private static final byte[] RECIPIENTS = der(new DERSet(new RecipientInfo(new KEKRecipientInfo(
            new KEKIdentifier(new byte[KEY_IDENTIFIER_LENGTH], null, null),
            KEY_WRAP,
            new DEROctetString(new byte[WRAPPED_KEY_LENGTH])))));
    private static final byte[] CIPHER = der(new AlgorithmIdentifier(
            NISTObjectIdentifiers.id_aes256_GCM, new GCMParameters(new byte[AesGcm.NONCE_LENGTH], AesGcm.TAG_LENGTH)));
    /** In RECIPIENTS, the wrapped key is last; before it are the key wrap algorithm and the key identifier. */
    private static final int KEY_IDENTIFIER_FROM_END =
            WRAPPED_KEY_LENGTH + 2 + der(KEY_WRAP).length + KEY_IDENTIFIER_LENGTH;
    /** In CIPHER, the nonce is followed by the tag length, an INTEGER of three bytes. */
    private static final int NONCE_FROM_END = 3 + AesGcm.NONCE_LENGTH;

    /** Five headers enclose the content and grow by up to four bytes with it. */
    private static final int MAXIMUM_GROWTH = 20;

    private final byte[] template;
    private final int contentLength;
    private final int keyIdentifierAt;
    private final int nonceAt;

    private CmsLayout(int contentLength) {
        this.contentLength = contentLength;
        byte[] contentHeader = header(IMPLICIT_0, contentLength);
        int encrypted = DATA.length + CIPHER.length + contentHeader.length + contentLength;
        byte[] encryptedHeader = header(SEQUENCE, encrypted);
        int enveloped = VERSION.length
                + RECIPIENTS.length
                + encryptedHeader.length
                + encrypted
                + TAG_HEADER.length
                + AesGcm.TAG_LENGTH;
        byte[] envelopedHeader = header(SEQUENCE, enveloped);
        byte[] explicitHeader = header(EXPLICIT_0, envelopedHeader.length + enveloped);
        byte[] outerHeader = header(
                SEQUENCE, AUTH_ENVELOPED_DATA.length + explicitHeader.length + envelopedHeader.length + enveloped);

        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        head.writeBytes(outerHeader);
        head.writeBytes(AUTH_ENVELOPED_DATA);
        head.writeBytes(explicitHeader);
        head.writeBytes(envelopedHeader);
        head.writeBytes(VERSION);
        head.writeBytes(RECIPIENTS);
        keyIdentifierAt = head.size() - KEY_IDENTIFIER_FROM_END;
        head.writeBytes(encryptedHeader);
        head.writeBytes(DATA);
        head.writeBytes(CIPHER);
        nonceAt = head.size() - NONCE_FROM_END;
        head.writeBytes(contentHeader);
        template = head.toByteArray();
    }

    /** The layout around a content of 0 to {@link #MAXIMUM_CONTENT} bytes. */
    static CmsLayout around(int contentLength) {
        if (contentLength < 0 || contentLength > MAXIMUM_CONTENT) {
            throw new IllegalArgumentException("cannot seal " + contentLength + " bytes");
        }
        return new CmsLayout(contentLength);
    }

    /** The layout of an envelope of the given length; empty when no envelope has that length. */
    static Optional<CmsLayout> ofLength(int length) {
        int smallestOverhead = new CmsLayout(0).length();
        int largest = Math.min(length - smallestOverhead, MAXIMUM_CONTENT);
        for (int content = largest; content >= 0 && content >= largest - MAXIMUM_GROWTH; content--) {
            CmsLayout layout = new CmsLayout(content);
            if (layout.length() == length) {
                return Optional.of(layout);
            }
        }
        return Optional.empty();
    }

    int contentLength() {
        return contentLength;
    }

    int keyIdentifierAt() {
        return keyIdentifierAt;
    }

    int wrappedKeyAt() {
        return keyIdentifierAt + KEY_IDENTIFIER_FROM_END - WRAPPED_KEY_LENGTH;
    }

    int nonceAt() {
        return nonceAt;
    }

    int contentAt() {
        return template.length;
    }

    int tagAt() {
        return template.length + contentLength + TAG_HEADER.length;
    }

    int length() {
        return tagAt() + AesGcm.TAG_LENGTH;
    }

    /** Writes everything but the four varying fields and the content to the start of an array. */
    void writeFrame(byte[] envelope) {
        System.arraycopy(template, 0, envelope, 0, template.length);
        System.arraycopy(TAG_HEADER, 0, envelope, tagAt() - TAG_HEADER.length, TAG_HEADER.length);
    }

    /**
     * The place of the first byte that is not as {@link #writeFrame} writes it, from {@code offset}; -1 when all are.
     */
    int firstDeviation(byte[] stored, int offset) {
        byte[] head = Arrays.copyOfRange(stored, offset, offset + template.length);
        Arrays.fill(head, keyIdentifierAt, keyIdentifierAt + KEY_IDENTIFIER_LENGTH, (byte) 0);
        Arrays.fill(head, wrappedKeyAt(), wrappedKeyAt() + WRAPPED_KEY_LENGTH, (byte) 0);
        Arrays.fill(head, nonceAt, nonceAt + AesGcm.NONCE_LENGTH, (byte) 0);
        int inHead = Arrays.mismatch(head, template);
        if (inHead >= 0) {
            return inHead;
        }
        int from = tagAt() - TAG_HEADER.length;
        int inTrailer = Arrays.mismatch(
                stored, offset + from, offset + from + TAG_HEADER.length, TAG_HEADER, 0, TAG_HEADER.length);
        return inTrailer < 0 ? -1 : from + inTrailer;
    }

    private static byte[] header(int tag, int length) {
        if (length < 0x80) {
            return new byte[] {(byte) tag, (byte) length};
        }
        int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        byte[] header = new byte[2 + octets];
        header[0] = (byte) tag;
        header[1] = (byte) (0x80 | octets);
        for (int i = 0; i < octets; i++) {
            header[2 + i] = (byte) (length >>> (8 * (octets - 1 - i)));
        }
        return header;
    }

    private static byte[] der(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new IllegalStateException("encoding to memory does not fail", impossible);
        }
    }
}
