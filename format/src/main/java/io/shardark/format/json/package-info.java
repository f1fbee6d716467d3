/** Writing and strict reading of the JSON that manifests and catalogs are made of. */
@NullMarked
package io.shardark.format.json;

import org.jspecify.annotations.NullMarked;
