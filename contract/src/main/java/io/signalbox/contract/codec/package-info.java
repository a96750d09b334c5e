/** How values are written to and read from JSON, and what is refused. */
@NullMarked
package io.signalbox.contract.codec;

import org.jspecify.annotations.NullMarked;
