package io.shardark.format.chunk;

import io.shardark.format.crypto.BackupKey;
import io.shardark.format.crypto.CmsEnvelope;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.row.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A program that {@link ChunkMemoryTest} runs: workers encode and decode chunks of a given length. */
final class LittleMemory {
    private static final Envelope ENVELOPE =
            new CmsEnvelope(BackupKey.generate(new SecureRandom()), SampleChunks.BACKUP);

    private LittleMemory() {}

    /** Arguments: workers, chunks of each, bytes of row text of a chunk. */
    public static void main(String[] arguments) throws Exception {
        int workers = Integer.parseInt(arguments[0]);
        int chunks = Integer.parseInt(arguments[1]);
        int bytes = Integer.parseInt(arguments[2]);
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<Long>> results = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                results.add(threads.submit(() -> work(chunks, bytes)));
            }
            long total = 0;
            for (Future<Long> result : results) {
                total += result.get();
            }
            System.out.println("decoded " + total + " bytes");
        } finally {
            threads.shutdownNow();
        }
    }

    private static long work(int chunks, int bytes) {
        RowBuffer rows = new RowBuffer(bytes);
        long decoded = 0;
        try (ChunkEncoder encoder = new ChunkEncoder(ENVELOPE);
                ChunkDecoder decoder = new ChunkDecoder(ENVELOPE)) {
            for (int number = 0; number < chunks; number++) {
                rows.clear();
                fill(rows, bytes);
                ChunkIdentity identity = SampleChunks.identity(number);
                StoredChunk stored = encoder.encode(identity, rows);
                ExpectedChunk expected = SampleChunks.expected(identity, rows, stored);
                decoded += decoder.decode(expected, stored.bytes(), "here").length();
            }
        }
        return decoded;
    }

    /** Rows of 1,000 bytes. */
    private static void fill(RowBuffer rows, int bytes) {
        byte[] rest = "note ".repeat(198).getBytes(StandardCharsets.US_ASCII);
        for (int row = 0; rows.length() < bytes; row++) {
            rows.append(Integer.toString(1_000_000 + row).getBytes(StandardCharsets.US_ASCII));
            rows.append(rest, 0, 986);
            rows.appendNull();
            rows.append(rest, 0, 0);
            rows.append(rest, 0, 0);
            rows.endRow();
        }
    }
}
