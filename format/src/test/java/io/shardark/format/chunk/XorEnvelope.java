package io.shardark.format.chunk;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.DamagedException;
import java.util.Arrays;

/** Stands in for encryption: changes every byte and notices a wrong first one. */
record XorEnvelope(int key) implements Envelope {
    @Override
    public byte[] seal(byte[] plain, int offset, int length) {
        byte[] sealed = new byte[length + 1];
        sealed[0] = (byte) key;
        System.arraycopy(plain, offset, sealed, 1, length);
        flip(sealed);
        return sealed;
    }

    @Override
    public byte[] open(byte[] stored, int offset, int length, String place) {
        if (stored[offset] != (byte) key) {
            throw new DamagedException(place + ": not an envelope of this backup");
        }
        byte[] opened = Arrays.copyOfRange(stored, offset, offset + length);
        flip(opened);
        return Arrays.copyOfRange(opened, 1, length);
    }

    @Override
    public String suffix() {
        return ".xor";
    }

    private void flip(byte[] bytes) {
        for (int i = 1; i < bytes.length; i++) {
            bytes[i] ^= (byte) key;
        }
    }
}
