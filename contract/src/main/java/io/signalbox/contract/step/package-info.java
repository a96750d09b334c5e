/**
 * The kinds of steps of a plan. Each kind of action is one class with everything that services and topology need to
 * know about it. Every record here is a published format: add fields, never change their meaning.
 */
@NullMarked
package io.signalbox.contract.step;

import org.jspecify.annotations.NullMarked;
