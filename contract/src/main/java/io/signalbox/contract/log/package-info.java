/** The log of every service: one line per record, whatever text others have sent. */
@NullMarked
package io.signalbox.contract.log;

import org.jspecify.annotations.NullMarked;
