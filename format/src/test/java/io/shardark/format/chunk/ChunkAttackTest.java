package io.shardark.format.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.crypto.BackupKey;
import io.shardark.format.crypto.CmsEnvelope;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.TooNewException;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alters stored chunks in every way: alone, and with a digest in the manifest that fits the altered bytes. */
final class ChunkAttackTest {
    private static final ChunkIdentity IDENTITY = SampleChunks.identity(17);

    private final Envelope encryption = new CmsEnvelope(BackupKey.generate(new SecureRandom()), SampleChunks.BACKUP);
    private final ChunkEncoder encoder = new ChunkEncoder(NoEnvelope.INSTANCE);
    private final ChunkEncoder encrypting = new ChunkEncoder(encryption);
    private final ChunkDecoder decoder = new ChunkDecoder(NoEnvelope.INSTANCE);
    private final ChunkDecoder decrypting = new ChunkDecoder(encryption);
    private final RowBuffer rows = SampleChunks.rows(0, 12);
    private final byte[] text = Arrays.copyOf(rows.array(), rows.length());
    private final byte[] stored = encoder.encode(IDENTITY, rows).bytes();
    private final byte[] encrypted = encrypting.encode(IDENTITY, rows).bytes();

    @AfterEach
    void close() {
        encoder.close();
        encrypting.close();
        decoder.close();
        decrypting.close();
    }

    @Test
    void unalteredChunksAreGood() {
        assertEquals(text.length, decode(decoder, stored).length());
        assertEquals(text.length, decode(decrypting, encrypted).length());
    }

    @Test
    void everyFlippedBitIsFound() {
        for (byte[] good : List.of(stored, encrypted)) {
            ChunkDecoder matching = good == stored ? decoder : decrypting;
            ExpectedChunk expected = expected(good);
            for (int bit = 0; bit < good.length * Byte.SIZE; bit++) {
                byte[] bad = flipped(good, bit);
                assertThrows(DamagedException.class, () -> matching.decode(expected, bad, "here"), "bit " + bit);
            }
        }
    }

    @Test
    void everyTruncationAndAppendedByteIsFound() {
        for (byte[] good : List.of(stored, encrypted)) {
            ChunkDecoder matching = good == stored ? decoder : decrypting;
            ExpectedChunk expected = expected(good);
            for (int length = 0; length < good.length; length++) {
                byte[] bad = Arrays.copyOf(good, length);
                assertThrows(DamagedException.class, () -> matching.decode(expected, bad, "here"), "length " + length);
                assertThrows(ShardarkException.class, () -> decode(matching, bad), "length " + length);
            }
            for (int more = 1; more < 20; more++) {
                byte[] bad = Arrays.copyOf(good, good.length + more);
                assertThrows(DamagedException.class, () -> matching.decode(expected, bad, "here"), "plus " + more);
                assertThrows(ShardarkException.class, () -> decode(matching, bad), "plus " + more);
            }
        }
    }

    @Test
    void everyFlippedBitOfAnEncryptedChunkIsFoundEvenWhenTheManifestFits() {
        for (int bit = 0; bit < encrypted.length * Byte.SIZE; bit++) {
            byte[] bad = flipped(encrypted, bit);
            assertThrows(ShardarkException.class, () -> decode(decrypting, bad), "bit " + bit);
        }
    }

    /** A few bits of a zstd frame mean nothing; with them the rows are still the same. */
    @Test
    void noFlippedBitChangesARowEvenWhenTheManifestFits() {
        int harmless = 0;
        for (int bit = 0; bit < stored.length * Byte.SIZE; bit++) {
            try {
                DecodedChunk decoded = decode(decoder, flipped(stored, bit));
                assertArrayEquals(text, Arrays.copyOf(decoded.array(), decoded.length()), "bit " + bit);
                harmless++;
            } catch (DamagedException | TooNewException found) {
                assertTrue(found.getMessage().startsWith("here: "), found.getMessage());
            }
        }
        assertTrue(harmless <= 16, harmless + " of " + stored.length * Byte.SIZE);
    }

    @Test
    void exchangedChunkSaysWhatItIs() {
        byte[] other = encoder.encode(SampleChunks.identity(18), rows).bytes();
        DamagedException failure = assertThrows(DamagedException.class, () -> decode(decoder, other));
        assertEquals(
                "here: holds chunk 18 of ds_0.t_order_0 of shard 0 of backup 20261122T150312Z-3f9a01bc, version 1"
                        + " instead of chunk 17 of ds_0.t_order_0 of shard 0 of backup 20261122T150312Z-3f9a01bc"
                        + " with the columns of the catalog",
                failure.getMessage());
    }

    @Test
    void everyForeignIdentityIsRefused() {
        BackupId backup = SampleChunks.BACKUP;
        List<String> columns = IDENTITY.columns();
        BackupId otherBackup = new BackupId("20261122T150312Z-3f9a01bd");
        List<ChunkIdentity> foreign = List.of(
                new ChunkIdentity(otherBackup, 0, "ds_0", "t_order_0", 17, columns),
                new ChunkIdentity(backup, 1, "ds_0", "t_order_0", 17, columns),
                new ChunkIdentity(backup, 0, "ds_1", "t_order_0", 17, columns),
                new ChunkIdentity(backup, 0, "ds_0", "t_order_1", 17, columns),
                new ChunkIdentity(backup, 0, "ds_0", "t_order_0", 1, columns),
                new ChunkIdentity(
                        backup, 0, "ds_0", "t_order_0", 17, List.of("id", "created", "note", "name", "price")),
                new ChunkIdentity(backup, 0, "ds_0", "t_order_0", 17, columns.subList(0, 4)));
        for (ChunkIdentity identity : foreign) {
            byte[] bytes = encoder.encode(identity, rows).bytes();
            assertThrows(DamagedException.class, () -> decode(decoder, bytes), identity.toString());
        }
    }

    @Test
    void laterVersionIsTooNewAndNotDamaged() {
        String json = new String(IDENTITY.frame(), 8, IDENTITY.frame().length - 8, UTF_8);
        byte[] later =
                withIdentity(json.replace("\"version\":1", "\"version\":2").replace("}", ",\"new\":{}}"));
        TooNewException failure = assertThrows(TooNewException.class, () -> decode(decoder, later));
        assertTrue(failure.getMessage().endsWith("version 2; this program knows version 1"), failure.getMessage());
        byte[] zero = withIdentity(json.replace("\"version\":1", "\"version\":0"));
        assertThrows(DamagedException.class, () -> decode(decoder, zero));
    }

    @Test
    void foreignIdentityCannotActOnATerminal() {
        byte[] hostile = withIdentity("{\"format\":\"shardark-chunk\",\"version\":1,\"table\":\"\\u001b[31m\\u009b\\n"
                + "x".repeat(10_000) + "\"}");
        DamagedException failure = assertThrows(DamagedException.class, () -> decode(decoder, hostile));
        assertFalse(failure.getMessage().matches("(?s).*[\\p{Cntrl}\\u0080-\\u009f].*"), failure.getMessage());
        assertTrue(failure.getMessage().length() < 500, failure.getMessage());
    }

    @Test
    void unreadableIdentityIsDamage() {
        for (String json :
                List.of("", "{", "[]", "null", "{\"format\":7}", "{\"version\":9}", "\u00ff", "[".repeat(9_999))) {
            byte[] bad = withIdentity(json);
            DamagedException failure = assertThrows(DamagedException.class, () -> decode(decoder, bad), json);
            assertTrue(failure.getMessage().contains("an unreadable identity"), failure.getMessage());
        }
    }

    @Test
    void promisesOfTheCatalogAreCompared() {
        Sha256 sha256 = Sha256.of(stored);
        RowSetDigest digest = rows.digest();
        RowSetDigest oneMore = new RowSetDigest(digest.rows() + 1, digest.high(), digest.low());
        RowSetDigest other = new RowSetDigest(digest.rows(), digest.high(), digest.low() + 1);
        List<ExpectedChunk> wrong = List.of(
                new ExpectedChunk(IDENTITY, text.length - 1, digest, sha256),
                new ExpectedChunk(IDENTITY, text.length + 1, digest, sha256),
                new ExpectedChunk(IDENTITY, 0, digest, sha256),
                new ExpectedChunk(IDENTITY, -1, digest, sha256),
                new ExpectedChunk(IDENTITY, Long.MAX_VALUE, digest, sha256),
                new ExpectedChunk(IDENTITY, text.length, oneMore, sha256),
                new ExpectedChunk(IDENTITY, text.length, other, sha256),
                new ExpectedChunk(IDENTITY, text.length, RowSetDigest.EMPTY, sha256),
                new ExpectedChunk(IDENTITY, text.length, digest, Sha256.of(new byte[0])));
        for (ExpectedChunk expected : wrong) {
            DamagedException failure =
                    assertThrows(DamagedException.class, () -> decoder.decode(expected, stored, "here"));
            assertTrue(failure.getMessage().startsWith("here: "), failure.getMessage());
        }
    }

    @Test
    void rowTextThatIsNoneIsRefused() {
        RowBuffer twoColumns = new RowBuffer(1 << 20);
        twoColumns.append("1".getBytes(UTF_8));
        twoColumns.append("2".getBytes(UTF_8));
        twoColumns.endRow();
        StoredChunk chunk = encoder.encode(IDENTITY, twoColumns);
        ExpectedChunk expected = SampleChunks.expected(IDENTITY, twoColumns, chunk);
        DamagedException failure =
                assertThrows(DamagedException.class, () -> decoder.decode(expected, chunk.bytes(), "here"));
        assertTrue(failure.getMessage().contains("has 2 values instead of 5"), failure.getMessage());
    }

    private byte[] withIdentity(String json) {
        byte[] content = json.getBytes(UTF_8);
        byte[] frame = IDENTITY.frame();
        byte[] chunk = new byte[8 + content.length + stored.length - frame.length];
        System.arraycopy(frame, 0, chunk, 0, 4);
        chunk[4] = (byte) content.length;
        chunk[5] = (byte) (content.length >> 8);
        System.arraycopy(content, 0, chunk, 8, content.length);
        System.arraycopy(stored, frame.length, chunk, 8 + content.length, stored.length - frame.length);
        return chunk;
    }

    private ExpectedChunk expected(byte[] bytes) {
        return new ExpectedChunk(IDENTITY, text.length, rows.digest(), Sha256.of(bytes));
    }

    /** Decodes with a manifest that has the digest of just these bytes. */
    private DecodedChunk decode(ChunkDecoder matching, byte[] bytes) {
        return matching.decode(expected(bytes), bytes, "here");
    }

    private static byte[] flipped(byte[] good, int bit) {
        byte[] bad = good.clone();
        bad[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return bad;
    }
}
