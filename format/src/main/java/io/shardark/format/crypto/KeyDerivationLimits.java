package io.shardark.format.crypto;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What a file may ask of us before its passphrase is even tried: whoever made the file chose the numbers, and without a
 * limit they could stop the program for days or exhaust its memory.
 */
final class KeyDerivationLimits {
    /** Some ten seconds. */
    static final int PBKDF2_ITERATIONS = 10_000_000;

    private static final long SCRYPT_BYTES = 1L << 30;
    private static final long SCRYPT_PARALLELIZATION = 16;

    private KeyDerivationLimits() {}

    /**
     * Checks a key derivation function.
     *
     * @throws IOException when it is unknown or asks for too much
     */
    static void check(AlgorithmIdentifier function) throws IOException {
        if (function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            pbkdf2Iterations(function);
        } else if (function.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
            checkScrypt(ScryptParams.getInstance(function.getParameters()));
        } else {
            throw new IOException("unknown key derivation " + function.getAlgorithm());
        }
    }

    /** The iterations of PBKDF2, at least 1 and at most {@link #PBKDF2_ITERATIONS}. */
    static int pbkdf2Iterations(AlgorithmIdentifier function) throws IOException {
        BigInteger iterations =
                PBKDF2Params.getInstance(function.getParameters()).getIterationCount();
        return (int) within(iterations, PBKDF2_ITERATIONS, "PBKDF2 iterations");
    }

    private static void checkScrypt(ScryptParams parameters) throws IOException {
        long cost = within(parameters.getCostParameter(), SCRYPT_BYTES, "scrypt cost");
        long blockSize = within(parameters.getBlockSize(), SCRYPT_BYTES, "scrypt block size");
        within(parameters.getParallelizationParameter(), SCRYPT_PARALLELIZATION, "scrypt parallelization");
        BigInteger memory =
                BigInteger.valueOf(cost).multiply(BigInteger.valueOf(blockSize)).shiftLeft(7);
        within(memory, SCRYPT_BYTES, "scrypt memory in bytes");
    }

    private static long within(BigInteger value, long limit, String what) throws IOException {
        if (value.signum() <= 0 || value.compareTo(BigInteger.valueOf(limit)) > 0) {
            throw new IOException(
                    what + " of " + value.toString(16) + " (hexadecimal), at most " + limit + " are accepted");
        }
        return value.longValueExact();
    }
}
