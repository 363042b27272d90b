import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { LAPTOP, PHONE, signedInContext } from '../../fixtures/browser.js';
import { Keyboard } from '../people/keyboard.js';
import { patientIdOf, setStage, type Stage } from '../stage/stage.js';
import { Story } from '../story/story.js';

jest.setTimeout(240_000);

const ANA = 'Ana R.';
const JORDAN = 'Jordan M.';

describe('planning without a mouse, in Spanish', () => {
  let stage: Stage;
  let ana: Keyboard;
  let maya: Keyboard;
  let ruth: Keyboard;
  const story = new Story((chapter) => stage.testify(chapter));
  const { look } = story;
  const button = ({ page }: Keyboard, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  const form = ({ page }: Keyboard, name: string) => page.getByRole('form', { name, exact: true });
  const summary = ({ page }: Keyboard, hasText: string) => page.locator('summary', { hasText });

  beforeAll(async () => {
    stage = await setStage([ANA, JORDAN]);
    const { programme, browser, services } = stage;
    const open = async (name: string, personId: string, viewport: typeof PHONE) => {
      const of = { viewport, locale: 'es-US' };
      const context = await signedInContext(browser, services.urls.api, personId, of);
      return new Keyboard(stage.watch(name, await context.newPage()));
    };
    ana = await open('Ana', patientIdOf(programme, ANA), PHONE);
    maya = await open('Maya', programme.facilitatorId, LAPTOP);
    ruth = await open('Ruth', programme.supervisorId, LAPTOP);
  });
  afterAll(() => stage?.close());

  story.chapter('asks for other times', async () => {
    await ana.open('/week');
    await ana.type(ana.page.getByLabel('¿Cuándo le vendría mejor?'), 'Por la m');
    await ana.type(ana.page.getByLabel(/^Con sus palabras/), 'Por la tarde trabajo.');
    await ana.press(button(ana, 'Pedir otros horarios'));
    await ana.page.getByText(/^Lo pidió el/).waitFor();
    await ana.hasFocus();
    await look(ana.page);
  });

  story.chapter('answers the request in words that the patient reads', async () => {
    await ruth.open('/requests');
    const answer = form(ruth, `Responder a ${ANA}`);
    await ruth.type(answer.getByLabel('Respuesta'), 'Ahora');
    await ruth.type(answer.getByLabel(/^Unas palabras/), 'En enero hay lugar.');
    await ruth.press(answer.getByRole('button', { name: 'Enviar la respuesta' }));
    await ruth.page.getByRole('heading', { name: 'Nadie pide otros horarios' }).waitFor();
    await ruth.hasFocus();
    await ana.open('/week');
    await ana.page.getByText('En enero hay lugar.').waitFor();
  });

  story.chapter('defines a track, and gives its first place to somebody who waits for it', async () => {
    await ruth.press(ruth.page.getByRole('link', { name: 'Programas semanales' }));
    await ruth.standsOn(ruth.page.getByRole('heading', { level: 1, name: 'Programas semanales' }));
    await ruth.press(summary(ruth, 'Definir un programa semanal'));
    const definition = form(ruth, 'Definir un programa semanal');
    await ruth.type(definition.getByLabel(/^Título/), 'Tardes de adultos');
    await ruth.press(definition.getByRole('checkbox', { name: 'Process group' }), 'Space');
    await ruth.press(definition.getByRole('button', { name: 'Definirlo' }));
    await ruth.page.getByRole('heading', { name: 'Tardes de adultos' }).waitFor();
    await ruth.hasFocus();
    await ruth.press(summary(ruth, 'Poner a alguien en la lista de espera'));
    await ruth.type(ruth.page.getByLabel('Paciente'), 'Jordan');
    await ruth.press(button(ruth, 'Poner en la lista de espera'));
    await ruth.press(form(ruth, `Dar un lugar a ${JORDAN}`).getByRole('button', { name: 'Dar el lugar' }));
    await ruth.page.getByText('Nadie espera.').waitFor();
    await ruth.hasFocus();
    await look(ruth.page);
  });

  story.chapter('plans an individual session, which the patient has in the own calendar', async () => {
    await maya.open('/caseload');
    await maya.press(summary(maya, 'Planear una sesión individual o familiar'));
    const plan = form(maya, 'Planear una sesión individual o familiar');
    await maya.type(plan.getByLabel('Paciente'), 'Ana');
    await maya.press(plan.getByRole('button', { name: 'Planear la sesión' }));
    await button(maya, new RegExp(`^Cambiar: Sesión individual con ${ANA}`)).waitFor();
    await maya.hasFocus();
    await look(maya.page);
    await ana.open('/my-calendar');
    await ana.page.getByText('Sesión individual').waitFor();
    await look(ana.page);
  });

  story.chapter('calls it off, which the patient sees as well', async () => {
    await maya.press(button(maya, new RegExp(`^Cambiar: Sesión individual con ${ANA}`)));
    const change = maya.page.getByRole('form', { name: /^Cambiar: Sesión individual/ });
    await maya.type(change.getByLabel('Qué pasa'), 'Se c');
    await maya.press(change.getByRole('button', { name: 'Cancelarla' }));
    await change.waitFor({ state: 'detached' });
    await maya.hasFocus();
    await ana.page.getByText('Cancelada').waitFor();
  });

  story.chapter('looks into the rules of a week, and comes back to where it was', async () => {
    await ruth.open('/programme-week');
    const opener = button(ruth, `Reglas y simulación de ${JORDAN}`);
    await ruth.press(opener);
    await ruth.page.getByRole('dialog').getByRole('table').waitFor();
    await look(ruth.page);
    await ruth.page.keyboard.press('Escape');
    await ruth.standsOn(opener);
  });

  story.hadAccessibleScreens(5);
});
