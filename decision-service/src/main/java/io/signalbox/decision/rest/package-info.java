/** The operators' interface. */
@NullMarked
package io.signalbox.decision.rest;

import org.jspecify.annotations.NullMarked;
