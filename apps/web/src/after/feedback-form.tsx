import { feedbackBody } from '@hearth/contracts';
import { Button, Card, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { Choices } from '../check-in/choices';
import styles from '../check-in/check-in.module.css';

const questions = ['heard', 'useful', 'fit', 'overall'] as const;
type Question = (typeof questions)[number];
type Answers = Readonly<Partial<Record<Question, number>>>;

const scale = Array.from({ length: 11 }, (_, value) => ({ value, label: String(value) }));

interface FeedbackFormProps {
  readonly sessionId: string;
  /** Answered before, here or on another device. */
  readonly given: boolean;
}

/** Four questions about the session; honest answers are worth more than kind ones, and it says so. */
export const FeedbackForm = ({ sessionId, given }: FeedbackFormProps) => {
  const { t } = useTranslation('after');
  const [answers, setAnswers] = useState<Answers>({});
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState<readonly Question[]>([]);
  const [done, setDone] = useState(false);
  const sending = useCommand(async (body: unknown) => {
    await api.post(`/sessions/${sessionId}/feedback`, body);
    setDone(true);
  });

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const body = feedbackBody.safeParse({ ...answers, comment: comment.trim() === '' ? undefined : comment });
    const open = questions.filter((question) => answers[question] === undefined);
    setMissing(open);
    if (body.success) void sending.run(body.data);
    else document.getElementById(open[0] ?? 'comment')?.focus();
  };

  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="feedback">
      <Stack gap="lg">
        <Title order={2} size="lg" id="feedback">
          {t('feedback.title')}
        </Title>
        {done || given ? (
          <Text role="status">{t('feedback.thanks')}</Text>
        ) : (
          <form onSubmit={onSubmit} noValidate>
            <Stack gap="lg">
              <Text>{t('feedback.why')}</Text>
              {questions.map((question) => (
                <Stack key={question} gap="xs">
                  <Text fw={650}>{t(`feedback.${question}.question`)}</Text>
                  <Choices
                    id={question}
                    legend={t(`feedback.${question}.question`)}
                    look="grid"
                    value={answers[question] ?? null}
                    choices={scale}
                    onChoose={(value) => setAnswers({ ...answers, [question]: value })}
                    error={
                      missing.includes(question) && answers[question] === undefined
                        ? t('feedback.choose')
                        : null
                    }
                  >
                    <div className={styles.ends}>
                      <span>{t(`feedback.${question}.low`)}</span>
                      <span>{t(`feedback.${question}.high`)}</span>
                    </div>
                  </Choices>
                </Stack>
              ))}
              <Textarea
                id="comment"
                label={t('feedback.comment')}
                autosize
                minRows={2}
                maxLength={1000}
                value={comment}
                onChange={(event) => setComment(event.currentTarget.value)}
              />
              <TroubleNotice trouble={sending.trouble} />
              <Button type="submit" size="lg" loading={sending.busy}>
                {t('feedback.send')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Card>
  );
};
