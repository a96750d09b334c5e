/** The roles of callers and the file of tokens. */
@NullMarked
package io.signalbox.contract.access;

import org.jspecify.annotations.NullMarked;
