package io.shardark.format.manifest;

import io.shardark.format.value.Sha256;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The places of a shard's chunks in the order of ordinals, packed: 52 bytes each instead of four objects, since a large
 * shard has hundreds of thousands. Grows only through {@link #append}; adding is not safe for use by several threads.
 */
public final class ChunkPlaces extends AbstractList<ChunkPlace> {
    private static final int PLACE_BYTES = Integer.BYTES + Long.BYTES + Long.BYTES + 32;
    private static final int PLACES_IN_SEGMENT = 64;

    private final List<ByteBuffer> segments = new ArrayList<>();
    private int size;

    /** A packed copy that is independent of the list given. */
    public static List<ChunkPlace> copyOf(List<ChunkPlace> places) {
        ChunkPlaces copy = new ChunkPlaces();
        places.forEach(copy::append);
        return copy;
    }

    /** Adds the place of the next ordinal. */
    public void append(ChunkPlace place) {
        if (size == segments.size() * PLACES_IN_SEGMENT) {
            segments.add(ByteBuffer.allocate(PLACES_IN_SEGMENT * PLACE_BYTES));
        }
        segments.get(size / PLACES_IN_SEGMENT)
                .putInt(place.archive())
                .putLong(place.offset())
                .putLong(place.length())
                .put(HexFormat.of().parseHex(place.sha256().hex()));
        size++;
    }

    @Override
    public ChunkPlace get(int ordinal) {
        Objects.checkIndex(ordinal, size);
        ByteBuffer segment = segments.get(ordinal / PLACES_IN_SEGMENT);
        int at = ordinal % PLACES_IN_SEGMENT * PLACE_BYTES;
        byte[] sha256 = new byte[32];
        segment.get(at + 20, sha256);
        return new ChunkPlace(
                segment.getInt(at),
                segment.getLong(at + 4),
                segment.getLong(at + 12),
                new Sha256(HexFormat.of().formatHex(sha256)));
    }

    @Override
    public int size() {
        return size;
    }
}
