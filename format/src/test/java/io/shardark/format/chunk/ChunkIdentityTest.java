package io.shardark.format.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChunkIdentityTest {
    @Test
    void frameIsTheExampleOfTheSpecification() {
        ChunkIdentity identity =
                new ChunkIdentity(SampleChunks.BACKUP, 0, "ds_0", "t_order_0", 17, List.of("id", "note"));
        assertFrame(
                "{\"format\":\"shardark-chunk\",\"version\":1,\"backup\":\"20261122T150312Z-3f9a01bc\",\"shard\":0,"
                        + "\"schema\":\"ds_0\",\"table\":\"t_order_0\",\"chunk\":17,\"columns\":[\"id\",\"note\"]}",
                identity);
    }

    @Test
    void stringsHaveOneSpelling() {
        ChunkIdentity identity = new ChunkIdentity(
                SampleChunks.BACKUP,
                12,
                "a\"b\\c/d",
                "\u0000\b\n\u001f\u007f",
                0,
                List.of("\u8ba2\u5355", "\ud83d\ude00"));
        assertFrame(
                "{\"format\":\"shardark-chunk\",\"version\":1,\"backup\":\"20261122T150312Z-3f9a01bc\",\"shard\":12,"
                        + "\"schema\":\"a\\\"b\\\\c/d\",\"table\":\"\\u0000\\u0008\\u000a\\u001f\u007f\",\"chunk\":0,"
                        + "\"columns\":[\"\u8ba2\u5355\",\"\ud83d\ude00\"]}",
                identity);
    }

    @Test
    void tableWithoutStoredColumns() {
        ChunkIdentity identity = new ChunkIdentity(SampleChunks.BACKUP, 0, "s", "t", 0, List.of());
        String content = new String(identity.frame(), 8, identity.frame().length - 8, UTF_8);
        assertEquals("\"columns\":[]}", content.substring(content.indexOf("\"columns")));
    }

    private static void assertFrame(String json, ChunkIdentity identity) {
        byte[] content = json.getBytes(UTF_8);
        byte[] frame = identity.frame();
        byte[] header = {0x50, 0x2A, 0x4D, 0x18, (byte) content.length, (byte) (content.length >> 8), 0, 0};
        assertArrayEquals(header, Arrays.copyOf(frame, 8));
        assertEquals(json, new String(frame, 8, frame.length - 8, UTF_8));
    }
}
