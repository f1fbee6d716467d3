package io.shardark.format.crypto;

/** What a recipient proves to be one with: opens what was wrapped for the matching {@link Recipient}. */
public sealed interface Identity permits PrivateKeyIdentity, PassphraseIdentity {}
