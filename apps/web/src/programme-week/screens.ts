// One file for the screens of those who oversee a programme's weeks: each file of its own is a line of the first page.
export { ProofsScreen } from '../proofs/proofs-screen';
export { RulesScreen } from '../rules/rules-screen';
export { ProgrammeWeekScreen } from './programme-week-screen';
