/** Keys, recipients, envelopes and signatures; the only package that sees key bytes. */
@NullMarked
package io.shardark.format.crypto;

import org.jspecify.annotations.NullMarked;
