/** Checks of fields and versions of records that travel. */
@NullMarked
package io.signalbox.contract.json;

import org.jspecify.annotations.NullMarked;
