package io.shardark.samples.inner;

import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.ChunkPlaces;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.manifest.ShardManifest;
import io.shardark.format.manifest.ShardManifestJson;
import io.shardark.format.manifest.ShardManifestReader;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** The manifest of a shard of 16,384 chunks, which is about 256 GB of row text. */
public class ManifestBenchmark extends InnerBenchmark {
    private static final int CHUNKS = 16_384;
    private static final int IN_ARCHIVE = 256;
    private static final int LENGTH = 4 << 20;
    private static final int DISTANCE = LENGTH + 512;

    private final ShardManifest manifest = manifest();
    private final byte[] file = file();

    /** Writing it. */
    @Benchmark
    public int write(Text counted) {
        byte[] written = file();
        counted.count(written.length);
        return written.length;
    }

    /** Reading it and checking its rules. */
    @Benchmark
    public ShardManifest read(Text counted) {
        counted.count(file.length);
        return ShardManifestReader.read(file, "manifest.json");
    }

    private byte[] file() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        ShardManifestJson.write(manifest, target);
        return target.toByteArray();
    }

    private static ShardManifest manifest() {
        Sha256 sha256 = Sha256.of(new byte[1]);
        ChunkPlaces chunks = new ChunkPlaces();
        for (int ordinal = 0; ordinal < CHUNKS; ordinal++) {
            long offset = 512L + (long) (ordinal % IN_ARCHIVE) * DISTANCE;
            chunks.append(new ChunkPlace(ordinal / IN_ARCHIVE, offset, LENGTH, sha256));
        }
        List<FileRecord> archives = IntStream.range(0, CHUNKS / IN_ARCHIVE)
                .mapToObj(number ->
                        new FileRecord("%05d.tar".formatted(number), (long) IN_ARCHIVE * DISTANCE + 1024, sha256))
                .toList();
        return new ShardManifest(
                new BackupId("20261122T150312Z-3f9a01bc"),
                0,
                chunks,
                archives,
                new FileRecord("catalog.json.zst.p7m", 1000, sha256));
    }
}
