/** JSON encoding and decoding, with the rules for what is refused. */
@NullMarked
package io.signalbox.contract.codec;

import org.jspecify.annotations.NullMarked;
