/** Both come as one: tasks lead to authorizations, and each file of its own is a line of the first page. */
export { AuthorizationsScreen } from '../authorization/authorizations-screen';
export { OutreachScreen } from './outreach-screen';
