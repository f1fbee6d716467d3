package io.shardark.format.crypto;

import io.shardark.format.error.DamagedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInformation;

/** Parses a keys file and refuses whatever the format does not permit, before any key is used. */
final class KeysFileStructure {
    /** Room for about a thousand recipients; parsed, it takes a small multiple of this. */
    private static final int LONGEST_FILE = 1 << 20;

    private KeysFileStructure() {}

    /** The recipients of a file; each leads to the content. */
    static List<RecipientInformation> recipients(byte[] file) {
        if (file.length > LONGEST_FILE) {
            throw damaged("it has " + file.length + " bytes, expected at most " + LONGEST_FILE);
        }
        try {
            ContentInfo info = ContentInfo.getInstance(file);
            if (!Arrays.equals(info.getEncoded(ASN1Encoding.DER), file)) {
                throw damaged("it is not encoded in DER");
            }
            requireOid(CMSObjectIdentifiers.envelopedData, info.getContentType(), "content type");
            check(EnvelopedData.getInstance(info.getContent()));
            return List.copyOf(new CMSEnvelopedData(info).getRecipientInfos().getRecipients());
        } catch (DamagedException e) {
            throw e;
        } catch (CMSException | IOException | RuntimeException e) {
            throw new DamagedException(KeysFile.NAME + ": it is not CMS EnvelopedData", "", e);
        }
    }

    private static void check(EnvelopedData data) {
        if (data.getOriginatorInfo() != null || data.getUnprotectedAttrs() != null) {
            throw damaged("it has originator information or attributes, expected none");
        }
        EncryptedContentInfo content = data.getEncryptedContentInfo();
        requireOid(CMSObjectIdentifiers.data, content.getContentType(), "type of the encrypted content");
        AlgorithmIdentifier cipher = content.getContentEncryptionAlgorithm();
        requireOid(NISTObjectIdentifiers.id_aes256_CBC, cipher.getAlgorithm(), "cipher");
        if (ASN1OctetString.getInstance(cipher.getParameters()).getOctetsLength() != 16) {
            throw damaged("its initialisation vector has not 16 bytes");
        }
        long iterations = 0;
        for (ASN1Encodable element : data.getRecipientInfos()) {
            iterations += derivationCost(RecipientInfo.getInstance(element));
        }
        if (iterations > KeyDerivationLimits.PBKDF2_ITERATIONS) {
            throw damaged("its passphrase recipients ask for " + iterations + " PBKDF2 iterations, at most "
                    + KeyDerivationLimits.PBKDF2_ITERATIONS + " are accepted");
        }
    }

    /** Checks one recipient; the result is how many PBKDF2 iterations it asks for. */
    private static int derivationCost(RecipientInfo recipient) {
        ASN1Encodable info = recipient.getInfo();
        if (info instanceof KeyTransRecipientInfo transport) {
            checkOaep(transport.getKeyEncryptionAlgorithm());
            return 0;
        }
        if (info instanceof KeyAgreeRecipientInfo agreement) {
            checkAgreement(agreement);
            return 0;
        }
        if (info instanceof PasswordRecipientInfo password) {
            return passwordIterations(password);
        }
        throw damaged("a recipient is neither a certificate nor a passphrase");
    }

    private static void checkOaep(AlgorithmIdentifier algorithm) {
        requireOid(PKCSObjectIdentifiers.id_RSAES_OAEP, algorithm.getAlgorithm(), "RSA key transport");
        RSAESOAEPparams parameters = RSAESOAEPparams.getInstance(algorithm.getParameters());
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        requireOid(
                NISTObjectIdentifiers.id_sha256, parameters.getHashAlgorithm().getAlgorithm(), "OAEP digest");
        requireOid(PKCSObjectIdentifiers.id_mgf1, mask.getAlgorithm(), "OAEP mask generation");
        requireOid(
                NISTObjectIdentifiers.id_sha256,
                AlgorithmIdentifier.getInstance(mask.getParameters()).getAlgorithm(),
                "MGF1 digest");
        if (!parameters.getPSourceAlgorithm().equals(RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM)) {
            throw damaged("its OAEP has a label, expected none");
        }
    }

    private static void checkAgreement(KeyAgreeRecipientInfo info) {
        AlgorithmIdentifier algorithm = info.getKeyEncryptionAlgorithm();
        requireOid(CMSAlgorithm.ECDH_SHA256KDF, algorithm.getAlgorithm(), "EC key agreement");
        requireOid(
                NISTObjectIdentifiers.id_aes256_wrap,
                AlgorithmIdentifier.getInstance(algorithm.getParameters()).getAlgorithm(),
                "key wrap");
        if (info.getOriginator().getOriginatorKey() == null) {
            throw damaged("its EC key agreement is without an ephemeral key");
        }
    }

    private static int passwordIterations(PasswordRecipientInfo info) {
        AlgorithmIdentifier derivation = info.getKeyDerivationAlgorithm();
        if (derivation == null) {
            throw damaged("a passphrase recipient is without key derivation");
        }
        requireOid(PKCSObjectIdentifiers.id_PBKDF2, derivation.getAlgorithm(), "key derivation");
        PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
        requireOid(PKCSObjectIdentifiers.id_hmacWithSHA256, parameters.getPrf().getAlgorithm(), "PBKDF2 function");
        AlgorithmIdentifier wrap = info.getKeyEncryptionAlgorithm();
        requireOid(PKCSObjectIdentifiers.id_alg_PWRI_KEK, wrap.getAlgorithm(), "passphrase key wrap");
        requireOid(
                NISTObjectIdentifiers.id_aes256_CBC,
                AlgorithmIdentifier.getInstance(wrap.getParameters()).getAlgorithm(),
                "passphrase key wrap cipher");
        try {
            return KeyDerivationLimits.pbkdf2Iterations(derivation);
        } catch (IOException e) {
            throw new DamagedException(KeysFile.NAME + ": " + e.getMessage(), "", e);
        }
    }

    private static void requireOid(ASN1ObjectIdentifier expected, ASN1ObjectIdentifier found, String what) {
        if (!expected.equals(found)) {
            throw damaged("its " + what + " is " + found + ", expected " + expected);
        }
    }

    private static DamagedException damaged(String found) {
        return new DamagedException(KeysFile.NAME + ": " + found);
    }
}
