package io.shardark.format.crypto;

/** Someone who will be able to open a backup: the backup key is wrapped for each of them in {@code keys.p7m}. */
public sealed interface Recipient permits CertificateRecipient, PassphraseRecipient {}
