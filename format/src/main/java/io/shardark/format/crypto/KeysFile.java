package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.DamagedException;
import io.shardark.format.error.WrongKeyException;
import io.shardark.format.value.Sha256;
import java.util.List;

/** The file {@code keys.p7m}: the backup key, wrapped for every recipient. */
public final class KeysFile {
    /** Its name in a backup. */
    public static final String NAME = "keys.p7m";

    private KeysFile() {}

    /**
     * Wraps a backup key.
     *
     * @param recipients at least one
     * @return the bytes of the file
     * @throws ConfigurationException when there is no recipient, or one whose key cannot be used
     */
    public static byte[] wrap(BackupKey key, List<Recipient> recipients) {
        return KeyWrapping.wrap(key, recipients);
    }

    /**
     * Brings back the backup key.
     *
     * @param keysP7m the bytes of the file
     * @param keyCheck of the manifest; a key that does not match it is never returned
     * @throws WrongKeyException when the identity belongs to none of the recipients; the message lists them
     * @throws DamagedException when it is no such file, altered, or holds another key than the manifest names
     */
    public static BackupKey open(byte[] keysP7m, Identity identity, Sha256 keyCheck) {
        return KeyUnwrapping.open(keysP7m, identity, keyCheck);
    }

    /**
     * Who can open the file, for people.
     *
     * @param keysP7m the bytes of the file
     * @throws DamagedException when it is no such file
     */
    public static List<String> recipients(byte[] keysP7m) {
        return KeyUnwrapping.describeRecipients(keysP7m);
    }
}
