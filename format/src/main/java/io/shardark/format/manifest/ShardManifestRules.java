package io.shardark.format.manifest;

import io.shardark.format.error.DamagedException;

/** What the places of a shard's chunks have to fulfil among each other and towards their archive files. */
final class ShardManifestRules {
    private final ShardManifest manifest;
    private final String file;

    ShardManifestRules(ShardManifest manifest, String file) {
        this.manifest = manifest;
        this.file = file;
    }

    void check() {
        int ordinal = 0;
        ChunkPlace before = null;
        for (ChunkPlace place : manifest.chunks()) {
            requireArchive(ordinal, place);
            requireInside(ordinal, place);
            if (before != null) {
                requireBehind(ordinal, place, before);
            }
            before = place;
            ordinal++;
        }
    }

    private void requireArchive(int ordinal, ChunkPlace place) {
        if (place.archive() >= manifest.archives().size()) {
            throw damaged(
                    ordinal,
                    "lies in archive file " + place.archive() + ", there are "
                            + manifest.archives().size());
        }
    }

    private void requireInside(int ordinal, ChunkPlace place) {
        long length = manifest.archives().get(place.archive()).length();
        if (place.length() > length || place.offset() > length - place.length()) {
            throw damaged(
                    ordinal,
                    "of " + place.length() + " bytes at " + place.offset() + " ends behind its archive file of "
                            + length + " bytes");
        }
    }

    /** Places ascend and never overlap, so that no byte can be read as two chunks. */
    private void requireBehind(int ordinal, ChunkPlace place, ChunkPlace before) {
        boolean sameFile = place.archive() == before.archive();
        if (place.archive() < before.archive() || (sameFile && place.offset() < before.offset() + before.length())) {
            throw damaged(ordinal, "does not lie behind the chunk before it");
        }
    }

    private DamagedException damaged(int ordinal, String what) {
        return new DamagedException(file + ": chunk with ordinal " + ordinal + " " + what);
    }
}
