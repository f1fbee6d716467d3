package io.shardark.format.crypto;

/** Whoever knows a passphrase. The passphrase stays the caller's, who closes it. */
public record PassphraseRecipient(Passphrase passphrase) implements Recipient {}
