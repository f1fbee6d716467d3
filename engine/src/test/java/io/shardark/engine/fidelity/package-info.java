/** What comes back after a backup and a restore, shown on real servers and written down in docs/FIDELITY.md. */
@NullMarked
package io.shardark.engine.fidelity;

import org.jspecify.annotations.NullMarked;
