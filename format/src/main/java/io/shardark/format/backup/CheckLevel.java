package io.shardark.format.backup;

/** How deep a check goes. */
public enum CheckLevel {
    /** Names, lengths, every SHA-256, signature and chain. Needs neither key nor database. */
    FILES,
    /** Everything of {@link #FILES}, and every chunk decrypted, decompressed and its rows hashed. */
    DATA
}
