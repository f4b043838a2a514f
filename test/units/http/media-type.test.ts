import { getAudit } from '../../../src/api/routes/audits';
import { getEnablement, getEnablementPlan } from '../../../src/api/routes/enablements';
import { formsOf, mediaTypeFor } from '../../../src/functions/http/media-type';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

describe('the form of an answer', () => {
  it('is one of those its route names', () => {
    expect(formsOf(getAudit)).toEqual(['application/json', 'text/csv', 'text/html']);
    expect(formsOf(getEnablement)).toEqual(['application/json']);
  });

  it.each([
    ['nothing is said', null],
    ['anything will do', '*/*'],
    ['a client library says what it always says', 'application/json, text/plain, */*'],
    ['JSON is liked better', 'text/plain;q=0.5, application/json'],
    ['text is refused', 'text/plain;q=0, */*'],
    ['we have none that is asked for', 'application/pdf'],
    ['the header is no list of media types', ';;;'],
  ])('is JSON where %s', (_, accept) => {
    expect(mediaTypeFor(getEnablementPlan, accept)).toBe('application/json');
  });

  it.each([
    ['asked for by name', 'text/plain'],
    ['asked for by its kind', 'text/*'],
    ['liked better than JSON', 'application/json;q=0.1, text/plain'],
    ['written in capitals, with a parameter', 'TEXT/PLAIN; charset=utf-8'],
  ])('is text where text is %s', (_, accept) => {
    expect(mediaTypeFor(getEnablementPlan, accept)).toBe('text/plain');
  });

  it('is a page in a browser, where there is one', () => {
    expect(mediaTypeFor(getAudit, BROWSER)).toBe('text/html');
    expect(mediaTypeFor(getEnablementPlan, BROWSER)).toBe('application/json');
  });
});
