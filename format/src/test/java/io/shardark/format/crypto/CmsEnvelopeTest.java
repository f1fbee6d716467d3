package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.WrongKeyException;
import io.shardark.format.value.BackupId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmsEnvelopeTest {
    private static final BackupId BACKUP = new BackupId("20261122T150312Z-3f9a01bc");
    private static final BackupId OTHER_BACKUP = new BackupId("20261123T150312Z-00000000");
    private static final String PLACE = "00000.tar at 512";

    private final BackupKey key = BackupKey.generate(new SecureRandom());
    private final CmsEnvelope envelope = new CmsEnvelope(key, BACKUP);

    @TempDir
    Path folder;

    /** Lengths around every change in the length of a DER header and in the steps of the cipher. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                15,
                16,
                17,
                90,
                100,
                110,
                120,
                126,
                127,
                128,
                129,
                200,
                255,
                256,
                257,
                16383,
                16384,
                16385,
                32768,
                65_100,
                65_200,
                65_300,
                65_400,
                65_535,
                65_536,
                65_537,
                1 << 20,
                16_777_215,
                16_777_216
            })
    void whatWasSealedIsOpened(int length) {
        byte[] plain = bytes(length);
        byte[] sealed = envelope.seal(plain, 0, length);
        assertArrayEquals(plain, envelope.open(sealed, 0, sealed.length, PLACE));
    }

    @Test
    void everyLengthUpToTheThirdHeaderSizeHasExactlyOneLayout() {
        for (int content = 0; content < 70_000; content++) {
            CmsLayout layout = CmsLayout.around(content);
            assertEquals(
                    content, CmsLayout.ofLength(layout.length()).orElseThrow().contentLength());
        }
    }

    @Test
    void hugeLengthsNeedNoMemory() {
        for (int length = Integer.MAX_VALUE - 2000; length > 0 && length < Integer.MAX_VALUE; length++) {
            int stored = length;
            CmsLayout.ofLength(length).ifPresent(layout -> assertEquals(stored, layout.length()));
        }
        assertTrue(CmsLayout.ofLength(0).isEmpty());
        assertTrue(CmsLayout.ofLength(-1).isEmpty());
        assertTrue(CmsLayout.ofLength(100).isEmpty());
    }

    @Test
    void partsOfArraysAreSealedAndOpened() {
        byte[] plain = bytes(50_000);
        byte[] sealed = envelope.seal(plain, 77, 40_000);
        byte[] stored = new byte[sealed.length + 300];
        System.arraycopy(sealed, 0, stored, 123, sealed.length);
        assertArrayEquals(Arrays.copyOfRange(plain, 77, 40_077), envelope.open(stored, 123, sealed.length, PLACE));
    }

    @Test
    void opensslOpensOurEnvelope() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        for (int length : new int[] {1, 100, 1000, 70_000, 1 << 20}) {
            byte[] plain = bytes(length);
            openssl.write("chunk.p7m", envelope.seal(plain, 0, length));
            byte[] opened = openssl.succeed(
                    "cms", "-decrypt", "-inform", "DER", "-binary", "-in", "chunk.p7m", "-secretkey", hexadecimal());
            assertArrayEquals(plain, opened);
        }
    }

    @Test
    void opensslRefusesAnAlteredEnvelopeOfOurs() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        byte[] sealed = envelope.seal(bytes(1000), 0, 1000);
        sealed[600] ^= 1;
        openssl.write("chunk.p7m", sealed);
        OpenSsl.Result result = openssl.run(
                "cms", "-decrypt", "-inform", "DER", "-binary", "-in", "chunk.p7m", "-secretkey", hexadecimal());
        assertTrue(result.exit() != 0, result.errors());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1000, 70_000, 1 << 20})
    void whatOpensslSealedIsOpened(int length) throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        byte[] plain = bytes(length);
        openssl.write("plain", plain);
        openssl.succeed(
                "cms",
                "-encrypt",
                "-binary",
                "-aes-256-gcm",
                "-in",
                "plain",
                "-outform",
                "DER",
                "-out",
                "sealed",
                "-secretkey",
                hexadecimal(),
                "-secretkeyid",
                hexadecimal(BACKUP));
        byte[] sealed = openssl.read("sealed");
        assertArrayEquals(plain, envelope.open(sealed, 0, sealed.length, PLACE));
    }

    @Test
    void opensslSeesTheStructureOfTheSpecification() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write("chunk.p7m", envelope.seal(bytes(10), 0, 10));
        String printed = openssl.print("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "chunk.p7m");
        for (String expected : new String[] {
            "id-smime-ct-authEnvelopedData",
            "version: 0",
            "d.kekri",
            "version: 4",
            "id-aes256-wrap",
            "pkcs7-data",
            "aes-256-gcm",
            "authAttrs:\n      <ABSENT>",
            "unauthAttrs:\n      <ABSENT>",
            "INTEGER           :10"
        }) {
            assertTrue(printed.contains(expected), expected + " in\n" + printed);
        }
    }

    @Test
    void bouncyCastleReadsItAndItsDerEncodingIsTheSame() throws Exception {
        for (int length : new int[] {0, 90, 300, 70_000}) {
            byte[] sealed = envelope.seal(bytes(length), 0, length);
            assertArrayEquals(sealed, ContentInfo.getInstance(sealed).getEncoded(ASN1Encoding.DER));
            assertEquals(1, new CMSAuthEnvelopedData(sealed).getRecipientInfos().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 200})
    void everyFlippedBitIsRefused(int length) {
        byte[] plain = bytes(length);
        byte[] sealed = envelope.seal(plain, 0, length);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            sealed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThrows(ShardarkException.class, () -> open(sealed), "bit " + bit);
            sealed[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        assertArrayEquals(plain, open(sealed));
    }

    @Test
    void onlyFlipsInTheWrappedKeyLookLikeAWrongKey() {
        byte[] sealed = envelope.seal(bytes(40), 0, 40);
        CmsLayout layout = CmsLayout.around(40);
        for (int at = 0; at < sealed.length; at++) {
            sealed[at] ^= 1;
            boolean wrappedKey =
                    at >= layout.wrappedKeyAt() && at < layout.wrappedKeyAt() + CmsLayout.WRAPPED_KEY_LENGTH;
            Class<? extends ShardarkException> expected = wrappedKey ? WrongKeyException.class : DamagedException.class;
            assertEquals(
                    expected,
                    assertThrows(ShardarkException.class, () -> open(sealed)).getClass(),
                    "byte " + at);
            sealed[at] ^= 1;
        }
    }

    @Test
    void everyTruncationAndExtensionIsRefused() {
        byte[] sealed = envelope.seal(bytes(300), 0, 300);
        for (int length = 0; length < sealed.length; length++) {
            byte[] shorter = Arrays.copyOf(sealed, length);
            assertThrows(DamagedException.class, () -> open(shorter), "length " + length);
        }
        for (int more = 1; more < 300; more++) {
            byte[] longer = Arrays.copyOf(sealed, sealed.length + more);
            assertThrows(DamagedException.class, () -> open(longer), "appended " + more);
        }
    }

    @Test
    void randomBytesAreRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[random.nextInt(400)];
            random.nextBytes(garbage);
            assertThrows(DamagedException.class, () -> open(garbage), "seed " + seed);
        }
    }

    @Test
    void anotherBackupsEnvelopeIsNamed() {
        byte[] sealed = new CmsEnvelope(key, OTHER_BACKUP).seal(bytes(40), 0, 40);
        DamagedException refusal = assertThrows(DamagedException.class, () -> open(sealed));
        assertTrue(refusal.getMessage().contains("belongs to backup " + OTHER_BACKUP), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith(PLACE), refusal.getMessage());
    }

    @Test
    void anotherKeyIsAWrongKey() {
        byte[] sealed = new CmsEnvelope(BackupKey.generate(new SecureRandom()), BACKUP).seal(bytes(40), 0, 40);
        WrongKeyException refusal = assertThrows(WrongKeyException.class, () -> open(sealed));
        assertTrue(refusal.getMessage().startsWith(PLACE), refusal.getMessage());
        assertFalse(refusal.getMessage().contains(hexadecimal()), refusal.getMessage());
    }

    @Test
    void indefiniteLengthsOfOtherToolsAreRefused() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        for (int length = 1; length < 40; length++) {
            openssl.write("plain", bytes(length));
            byte[] streamed = openssl.succeed(
                    "cms",
                    "-encrypt",
                    "-stream",
                    "-binary",
                    "-aes-256-gcm",
                    "-in",
                    "plain",
                    "-outform",
                    "DER",
                    "-secretkey",
                    hexadecimal(),
                    "-secretkeyid",
                    hexadecimal(BACKUP));
            DamagedException refusal = assertThrows(DamagedException.class, () -> open(streamed));
            assertTrue(refusal.getMessage().contains("byte 1 is 0x80"), refusal.getMessage());
        }
    }

    @Test
    void keysAndNoncesAreFresh() {
        byte[] plain = bytes(64);
        byte[] one = envelope.seal(plain, 0, 64);
        byte[] two = envelope.seal(plain, 0, 64);
        CmsLayout layout = CmsLayout.around(64);
        assertFalse(Arrays.equals(
                one, layout.nonceAt(), layout.nonceAt() + 12, two, layout.nonceAt(), layout.nonceAt() + 12));
        assertFalse(Arrays.equals(
                one,
                layout.wrappedKeyAt(),
                layout.wrappedKeyAt() + 40,
                two,
                layout.wrappedKeyAt(),
                layout.wrappedKeyAt() + 40));
        assertFalse(Arrays.equals(
                one, layout.contentAt(), layout.contentAt() + 64, two, layout.contentAt(), layout.contentAt() + 64));
    }

    private byte[] open(byte[] stored) {
        return envelope.open(stored, 0, stored.length, PLACE);
    }

    private String hexadecimal() {
        return new String(key.hexadecimal(), StandardCharsets.US_ASCII);
    }

    private static String hexadecimal(BackupId backup) {
        return HexFormat.of().formatHex(backup.text().getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
