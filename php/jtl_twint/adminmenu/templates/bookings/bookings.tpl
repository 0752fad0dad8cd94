{include file='../transactions/navigation.tpl' here='bookings'}
<p>{__('twint.bookings.intro')}</p>
<form method="get" action="{$address->form()}" class="mb-4" id="twint-bookings">
    <input type="hidden" name="kPluginAdminMenu" value="{$menuId}">
    <div class="form-row align-items-end">
        {include file='../transactions/days.tpl' prefix=''}
        {if $sets !== [] || $goneSet !== ''}
            <div class="col-12 col-sm-auto mb-2">
                <label for="twint-bookings-set">{__('twint.access')}</label>
                <select class="custom-select" name="set" id="twint-bookings-set">
                    <option value="">{__('twint.bookings.allSets')}</option>
                    {foreach $sets as $one}<option value="{$one->id}"{if $one->id === $set} selected{/if}>{$one->label()}</option>{/foreach}
                    {if $goneSet !== ''}<option value="{$set}" selected>{$goneSet}</option>{/if}
                </select>
            </div>
        {/if}
        <div class="col-auto mb-2"><button class="btn btn-primary" type="submit" name="twint_screen" value="bookings">{__('twint.bookings.show')}</button></div>
        {if $usable}<div class="col-auto mb-2"><button class="btn btn-outline-primary" type="submit" name="twint_screen" value="bookings_csv">{__('twint.bookings.csv')}</button></div>{/if}
    </div>
    {include file='../transactions/days-problem.tpl'}
    <small class="form-text twint-quiet">{__('twint.bookings.help')|sprintf:$mostDays}</small>
    {if $usable}
    <fieldset class="mt-3">
        <legend class="twint-legend">{__('twint.bookings.banana')}</legend>
        <div class="form-row align-items-end">
            <div class="col-6 col-sm-auto mb-2">
                <label for="twint-account-twint">{__('twint.bookings.accountTwint')}</label>
                <input class="form-control" type="text" name="account_twint" id="twint-account-twint" value="{$accounts->twint}" maxlength="12" pattern="[0-9A-Za-z.]+" required aria-describedby="twint-banana-help">
            </div>
            <div class="col-6 col-sm-auto mb-2">
                <label for="twint-account-sales">{__('twint.bookings.accountSales')}</label>
                <input class="form-control" type="text" name="account_sales" id="twint-account-sales" value="{$accounts->sales}" maxlength="12" pattern="[0-9A-Za-z.]+" required aria-describedby="twint-banana-help">
            </div>
            <div class="col-6 col-sm-auto mb-2">
                <label for="twint-account-fees">{__('twint.bookings.accountFees')}</label>
                <input class="form-control" type="text" name="account_fees" id="twint-account-fees" value="{$accounts->fees}" maxlength="12" pattern="[0-9A-Za-z.]+" required aria-describedby="twint-banana-help">
            </div>
            <div class="col-auto mb-2"><button class="btn btn-outline-primary" type="submit" name="twint_screen" value="bookings_banana">{__('twint.bookings.bananaFile')}</button></div>
        </div>
        <small class="form-text twint-quiet" id="twint-banana-help">{__('twint.bookings.bananaHelp')}</small>
    </fieldset>
    {/if}
</form>
{if $asked->problem !== null || !$usable}
    {* Nothing of other days than those that were asked for, and nothing that nobody can tell. *}
{elseif $total.number === 0}
    <div class="alert alert-info" role="status">{__('twint.bookings.nothing')}</div>
{else}
    <dl class="twint-amounts" id="twint-booking-totals">
        <div><dt>{__('twint.tx.list.captured')}</dt><dd data-total="captured">CHF {$total.captured}</dd></div>
        <div><dt>{__('twint.tx.list.refunded')}</dt><dd data-total="refunded">CHF {$total.refunded}</dd></div>
        <div><dt>{__('twint.bookings.net')}</dt><dd data-total="net">CHF {$total.net}</dd></div>
        {if $hasFees}
            <div><dt>{__('twint.bookings.fees')}</dt><dd data-total="fees">CHF {$total.fees}</dd></div>
            <div><dt>{__('twint.bookings.left')}</dt><dd data-total="left">CHF {$total.left}</dd></div>
        {/if}
    </dl>
    <svg class="twint-chart" viewBox="0 0 {$chart.width} {$chart.height}" role="img" aria-label="{__('twint.bookings.chart')}" preserveAspectRatio="none">
        {foreach $chart.bars as $bar}
            {if $bar.up > 0}<rect class="twint-chart-captured" x="{$bar.x}" y="{$chart.line - $bar.up}" width="{$bar.width}" height="{$bar.up}"><title>{$bar.day}: {__('twint.tx.list.captured')} {$bar.captured}</title></rect>{/if}
            {if $bar.down > 0}<rect class="twint-chart-refunded" x="{$bar.x}" y="{$chart.line}" width="{$bar.width}" height="{$bar.down}"><title>{$bar.day}: {__('twint.tx.list.refunded')} {$bar.refunded}</title></rect>{/if}
        {/foreach}
        <line x1="0" x2="{$chart.width}" y1="{$chart.line}" y2="{$chart.line}" stroke="currentColor" vector-effect="non-scaling-stroke"/>
    </svg>
    {* Below the bars; the table has each day. *}
    <p class="twint-chart-days twint-quiet mb-3" aria-hidden="true"><span>{$chart.bars[0].day}</span>{if count($chart.bars) > 1}<span>{$chart.bars[count($chart.bars) - 1].day}</span>{/if}</p>
    <div class="twint-scroll">
        <table class="table table-striped twint-stack" id="twint-days">
            <thead>
                <tr>
                    <th scope="col">{__('twint.bookings.day')}</th>
                    <th scope="col" class="text-right">{__('twint.bookings.number')}</th>
                    <th scope="col" class="text-right"><span class="twint-key twint-chart-captured"></span>{__('twint.tx.list.captured')}</th>
                    <th scope="col" class="text-right"><span class="twint-key twint-chart-refunded"></span>{__('twint.tx.list.refunded')}</th>
                    <th scope="col" class="text-right">{__('twint.bookings.net')}</th>
                    {if $hasFees}
                        <th scope="col" class="text-right">{__('twint.bookings.fees')}</th>
                        <th scope="col" class="text-right">{__('twint.bookings.left')}</th>
                    {/if}
                </tr>
            </thead>
            <tbody>
                {foreach $days as $day}
                    <tr>
                        <th scope="row">{$day.day}</th>
                        <td class="text-right" data-label="{__('twint.bookings.number')}">{$day.number}</td>
                        <td class="text-right text-nowrap" data-label="{__('twint.tx.list.captured')}">{$day.captured}</td>
                        <td class="text-right text-nowrap" data-label="{__('twint.tx.list.refunded')}">{$day.refunded}</td>
                        <td class="text-right text-nowrap" data-label="{__('twint.bookings.net')}">{$day.net}</td>
                        {if $hasFees}
                            <td class="text-right text-nowrap" data-label="{__('twint.bookings.fees')}">{$day.fees}</td>
                            <td class="text-right text-nowrap" data-label="{__('twint.bookings.left')}">{$day.left}</td>
                        {/if}
                    </tr>
                {/foreach}
            </tbody>
        </table>
    </div>
    {if $hasFees}<p class="twint-quiet">{__('twint.bookings.feesHelp')}</p>{/if}
{/if}
